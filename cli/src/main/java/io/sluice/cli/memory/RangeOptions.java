package io.sluice.cli.memory;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which bytes of the memory to print. */
public final class RangeOptions {
    @Mixin
    private final OffsetOption offset = new OffsetOption();

    @Option(
            names = "--length",
            paramLabel = "N",
            converter = OffsetOption.Converter.class,
            description = "How many bytes to print. Default: all up to the end.")
    private @Nullable Long length;

    /** Makes the options. */
    public RangeOptions() {}

    /**
     * The first byte.
     *
     * @return 0 or more
     */
    public long offset() {
        return offset.value();
    }

    /**
     * How many bytes.
     *
     * @return null for all up to the end
     */
    public @Nullable Long length() {
        return length;
    }
}
