package io.sluice.cli.memory;

import io.sluice.cli.option.WholeNumberConverter;
import picocli.CommandLine.Option;

/** How many bytes new memory has. */
public final class SizeOption {
    @Option(
            names = "--size",
            required = true,
            paramLabel = "BYTES",
            converter = Converter.class,
            description = "How many bytes new memory has, all of them 0. Existing memory must have as many at least.")
    private long value;

    /** Makes the option. */
    public SizeOption() {}

    /**
     * The size.
     *
     * @return 1 or more
     */
    public long value() {
        return value;
    }

    /** Reads a size. */
    static final class Converter extends WholeNumberConverter<Long> {
        Converter() {
            super(1, Long.MAX_VALUE, Long::valueOf);
        }
    }
}
