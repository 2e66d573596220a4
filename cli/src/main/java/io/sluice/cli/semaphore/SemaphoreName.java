package io.sluice.cli.semaphore;

import io.sluice.cli.option.NameConverter;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.semaphore.PosixSemaphoreBuilder;
import picocli.CommandLine.Parameters;

/** The argument that names a semaphore. */
final class SemaphoreName {
    @Parameters(
            index = "0",
            paramLabel = "NAME",
            converter = Converter.class,
            description = "The semaphore's name. It begins with a slash, such as /printer.")
    private String value = "";

    PosixSemaphoreBuilder builder() {
        return PosixSemaphore.builder(value);
    }

    PosixSemaphore open() {
        return builder().open();
    }

    @Override
    public String toString() {
        return value;
    }

    /** Reads a name that the C library accepts. */
    static final class Converter extends NameConverter {
        Converter() {
            super(PosixSemaphore::builder);
        }
    }
}
