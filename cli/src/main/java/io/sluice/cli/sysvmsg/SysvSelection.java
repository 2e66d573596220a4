package io.sluice.cli.sysvmsg;

import io.sluice.sysvmsg.TypeSelector;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select messages of a System V queue. */
final class SysvSelection {
    @Option(
            names = "--type",
            paramLabel = "T",
            converter = MessageTypeConverter.class,
            description = "Only messages of this type.")
    private @Nullable Long only;

    @Option(
            names = "--up-to",
            paramLabel = "T",
            converter = MessageTypeConverter.class,
            description = "Only messages of this type and lower types, the lowest type first.")
    private @Nullable Long upTo;

    @Option(
            names = "--except",
            paramLabel = "T",
            converter = MessageTypeConverter.class,
            description = "Only messages of other types.")
    private @Nullable Long except;

    TypeSelector selector() {
        if (only != null) {
            return TypeSelector.only(only);
        }
        if (upTo != null) {
            return TypeSelector.upTo(upTo);
        }
        return except != null ? TypeSelector.except(except) : TypeSelector.any();
    }
}
