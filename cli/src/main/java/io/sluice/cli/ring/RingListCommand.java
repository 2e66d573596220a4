package io.sluice.cli.ring;

import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.NamedValues;
import io.sluice.cli.message.ValuesPrinter;
import io.sluice.errno.ErrnoException;
import io.sluice.ring.Ring;
import io.sluice.ring.RingStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice ring list}. */
@Command(
        name = "list",
        description = "List the rings, one per line. A tab separates the columns.",
        footer = {
            "",
            "The first line names the columns. What is not known of a ring that this user may not open is -.",
            "",
            "Examples:",
            "  sluice ring list",
            "  sluice ring list | awk -F '\\t' 'NR > 1 && $3 > 0 { print $1 }'"
        })
final class RingListCommand implements Callable<Integer> {
    private static final String HEADER = "NAME\tCAPACITY\tUSED";

    private final StandardOutput output;

    @Mixin
    private final FormatOption format = new FormatOption();

    RingListCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return new ValuesPrinter(output, format).list(HEADER, Ring::list, RingListCommand::values);
    }

    private static NamedValues values(String name) {
        NamedValues values = new NamedValues().with("name", name);
        try (Ring ring = Ring.builder(name).open()) {
            RingStatus status = ring.status();
            return values.with("capacity", status.capacity()).with("used", status.usedBytes());
        } catch (ErrnoException unknown) {
            return values.with("capacity", null).with("used", null); // not this user's, or gone by now
        }
    }
}
