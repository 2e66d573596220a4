package io.sluice.cli.message;

import picocli.CommandLine.Option;

/** The forms, and {@code --raw}, of what has messages of bytes. */
public final class WholeInputForm extends InputForm {
    @Option(names = "--raw", description = "Send the bytes of standard input as one message.")
    private boolean raw;

    /** Makes the options. */
    public WholeInputForm() {}

    @Override
    public boolean isSet() {
        return raw || super.isSet();
    }

    @Override
    boolean wholeInput() {
        return raw;
    }
}
