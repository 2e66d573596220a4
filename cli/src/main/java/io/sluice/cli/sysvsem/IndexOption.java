package io.sluice.cli.sysvsem;

import io.sluice.cli.option.WholeNumberConverter;
import picocli.CommandLine.Option;

/** Which semaphore of a set. */
final class IndexOption {
    private static final int HIGHEST = 65_535;

    @Option(
            names = "--index",
            required = true,
            paramLabel = "I",
            converter = Converter.class,
            description = "Which semaphore of the set, from 0.")
    private int value;

    int value() {
        return value;
    }

    /** Reads an index. */
    static final class Converter extends WholeNumberConverter<Integer> {
        Converter() {
            super(0, HIGHEST, Math::toIntExact);
        }
    }
}
