package io.sluice.cli;

import picocli.CommandLine.Parameters;

/** The argument that most commands have. */
final class QueueName {
    @Parameters(
            index = "0",
            paramLabel = "NAME",
            converter = QueueNameConverter.class,
            description = "The queue's name with its slash, such as /orders.")
    private String value = "";

    @Override
    public String toString() {
        return value;
    }
}
