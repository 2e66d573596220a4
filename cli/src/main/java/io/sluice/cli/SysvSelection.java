package io.sluice.cli;

import io.sluice.sysvmsg.TypeSelector;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which messages of a System V queue. */
final class SysvSelection {
    @Option(
            names = "--type",
            paramLabel = "T",
            converter = WholeNumber.MessageType.class,
            description = "Only messages of this type.")
    private @Nullable Long only;

    @Option(
            names = "--up-to",
            paramLabel = "T",
            converter = WholeNumber.MessageType.class,
            description = "Only types up to this one, the lowest first.")
    private @Nullable Long upTo;

    @Option(
            names = "--except",
            paramLabel = "T",
            converter = WholeNumber.MessageType.class,
            description = "Any type but this one.")
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
