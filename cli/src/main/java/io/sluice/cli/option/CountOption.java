package io.sluice.cli.option;

import picocli.CommandLine.Option;

/** How many lines to print. */
public final class CountOption {
    @Option(names = "--count", paramLabel = "N", converter = Converter.class, description = "End after N lines.")
    private long value = Long.MAX_VALUE;

    /** Makes the option. */
    public CountOption() {}

    /**
     * How many lines to print at most.
     *
     * @return the number, 1 or more
     */
    public long value() {
        return value;
    }

    /**
     * Whether there is such a number.
     *
     * @return false for lines without end
     */
    public boolean isSet() {
        return value != Long.MAX_VALUE;
    }

    /** Reads a number of lines. */
    static final class Converter extends WholeNumberConverter<Long> {
        Converter() {
            super(1, Long.MAX_VALUE, Long::valueOf);
        }
    }
}
