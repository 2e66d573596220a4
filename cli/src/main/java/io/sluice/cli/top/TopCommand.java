package io.sluice.cli.top;

import io.sluice.cli.command.ExitStatus;
import io.sluice.cli.command.HelpOption;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.MessageFormat;
import io.sluice.cli.option.DurationConverter;
import io.sluice.cli.option.FifoOption;
import io.sluice.cli.overview.IpcObject;
import io.sluice.cli.overview.Overview;
import io.sluice.cli.overview.Snapshot;
import io.sluice.cli.overview.SnapshotLines;
import io.sluice.cli.overview.SortOrder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** {@code sluice top}. */
@Command(
        name = "top",
        description =
                "Show all objects of this IPC namespace: how full they are, what comes and goes, who holds them and"
                        + " who waits.",
        footer = {
            "",
            "A live screen; its last line names its keys. With --once or --format json, one look is printed instead: a table"
                    + " with tabs between the columns, whose first line names them, or an object of JSON. With --interval,"
                    + " that is the second of two looks, so that it has rates.",
            "",
            "The kernel counts no messages. The rates are what must have come and gone for the depth to change as it did:"
                    + " at least so much in a second. What came and went between two looks is not seen.",
            "",
            "Holders and waiters come from /proc, which shows an ordinary user no processes of others: 2+ means two or"
                    + " more, ? means that none is known. A process that waits in poll or epoll_wait is no waiter.",
            "",
            "A FIFO is asked how full it is only while a process has it open for reading.",
            "",
            "Examples:",
            "  sluice top",
            "  sluice top --sort waiters --interval 500ms --fifo /run/plant/readings",
            "  sluice top --once | awk -F '\\t' '$5 == $6 { print $1, $2 }'",
            "  sluice top --interval 2s --format json"
        })
public final class TopCommand implements Callable<Integer> {
    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(1);

    private final StandardOutput output;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            converter = DurationConverter.Positive.class,
            description = "The time between two looks. Default: 1s.")
    private @Nullable Duration interval;

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            converter = SortOption.class,
            completionCandidates = SortOption.Names.class,
            description =
                    "The first order: depth (the fullest first), name, kind, in, out, holders or waiters. Default: depth.")
    private SortOrder order = SortOrder.DEPTH;

    @Mixin
    private final FifoOption fifos = new FifoOption();

    @Option(names = "--once", description = "Print one table, and end.")
    private boolean once;

    @Mixin
    private final FormatOption format = new FormatOption();

    private TopCommand(StandardOutput output) {
        this.output = output;
    }

    /**
     * The command.
     *
     * @param output standard output
     * @return its command line
     */
    public static CommandLine commandLine(StandardOutput output) {
        return HelpOption.withHelp(new TopCommand(output));
    }

    @Override
    public Integer call() {
        try (Overview overview = new Overview(fifos.checked())) {
            return once || format.value() == MessageFormat.JSON
                    ? printed(lastLook(overview))
                    : LiveScreen.show(overview, order, interval == null ? USUAL_INTERVAL : interval);
        }
    }

    private Integer printed(Snapshot snapshot) {
        boolean json = format.value() == MessageFormat.JSON;
        List<IpcObject> objects = order.sorted(snapshot.objects());
        List<String> lines = json ? SnapshotLines.json(snapshot, objects) : SnapshotLines.table(objects);
        lines.forEach(output::printLine);
        return ExitStatus.DONE;
    }

    private Snapshot lastLook(Overview overview) {
        if (interval == null) {
            return overview.look();
        }
        overview.look();
        return Objects.requireNonNull(
                Mono.delay(interval).map(elapsed -> overview.look()).block());
    }
}
