package io.sluice.cli.memory;

import io.sluice.cli.option.WholeNumberConverter;
import picocli.CommandLine.Option;

/** Where in the memory to begin. */
public final class OffsetOption {
    @Option(
            names = "--offset",
            paramLabel = "N",
            converter = Converter.class,
            description = "The byte to begin with, from 0. Default: 0.")
    private long value;

    /** Makes the option. */
    public OffsetOption() {}

    /**
     * The offset.
     *
     * @return 0 or more
     */
    public long value() {
        return value;
    }

    /** Reads an offset or a length. */
    static final class Converter extends WholeNumberConverter<Long> {
        Converter() {
            super(0, Long.MAX_VALUE, Long::valueOf);
        }
    }
}
