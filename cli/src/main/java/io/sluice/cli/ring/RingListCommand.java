package io.sluice.cli.ring;

import io.sluice.cli.command.EscapedText;
import io.sluice.cli.command.StandardOutput;
import io.sluice.errno.ErrnoException;
import io.sluice.ring.Ring;
import io.sluice.ring.RingStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import reactor.core.publisher.Flux;

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

    RingListCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Flux.defer(
                () -> Flux.fromIterable(Ring.list()).map(RingListCommand::line).startWith(HEADER)));
    }

    private static String line(String name) {
        return EscapedText.onOneLine(name) + "\t" + size(name);
    }

    private static String size(String name) {
        try (Ring ring = Ring.builder(name).open()) {
            RingStatus status = ring.status();
            return status.capacity() + "\t" + status.usedBytes();
        } catch (ErrnoException unknown) {
            return "-\t-"; // not this user's, or gone by now
        }
    }
}
