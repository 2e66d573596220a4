package io.sluice.cli.process;

import io.sluice.cli.command.CommandFailure;
import io.sluice.cli.command.ExitStatus;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.StreamedLines;
import io.sluice.cli.command.Termination;
import io.sluice.cli.option.DurationConverter;
import io.sluice.errno.NoSuchProcessException;
import io.sluice.process.ExitStatus.Exited;
import io.sluice.process.ExitStatus.Killed;
import io.sluice.reactor.process.Processes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code sluice process wait}. */
@Command(
        name = "wait",
        description = "Wait for the end of processes, which need not be children of the shell.",
        footer = {
            "",
            "Prints a line for each process as it ends: PID, a tab, and 'exited CODE', 'killed NAME', or 'gone' if there is"
                    + " no such process, or the kernel does not say how it ended.",
            "",
            "The kernel says how a process ended once its parent has waited for it. If the parent does not do so within five"
                    + " seconds, the process counts as gone.",
            "",
            "Examples:",
            "  sluice process wait 4711",
            "  sluice process wait 4711 4712 --timeout 10s"
        })
final class ProcessWaitCommand implements Callable<Integer> {
    private final StreamedLines lines;

    @Parameters(
            arity = "1..*",
            paramLabel = "PID",
            converter = PidConverter.class,
            description = "The ids of the processes.")
    private List<Long> pids = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long to wait for all of them: 500ms, 2s, 1m, PT0.5S. Default: no timeout.")
    private @Nullable Duration timeout;

    ProcessWaitCommand(StandardOutput output, Termination termination) {
        lines = new StreamedLines(output, termination);
    }

    @Override
    public Integer call() {
        Processes processes = Processes.create();
        Flux<String> ends = Flux.fromIterable(List.copyOf(pids))
                .flatMap(
                        pid -> end(processes, pid),
                        Integer.MAX_VALUE); // all at once: an id may be given away meanwhile
        return ExitStatus.doneAfter(lines.print(limited(ends), Long.MAX_VALUE, line -> line));
    }

    private Flux<String> limited(Flux<String> ends) {
        Duration limit = timeout;
        if (limit == null) {
            return ends;
        }
        return ends.takeUntilOther(Mono.delay(limit).then(Mono.error(() -> new TimeoutException("after " + limit))))
                .onErrorMap(
                        TimeoutException.class,
                        late -> new CommandFailure(
                                ExitStatus.TIMED_OUT, "some of the processes did not end in time", late));
    }

    private static Mono<String> end(Processes processes, long pid) {
        return processes
                .status(pid)
                .map(ProcessWaitCommand::text)
                .onErrorReturn(NoSuchProcessException.class, "gone")
                .map(text -> pid + "\t" + text);
    }

    private static String text(io.sluice.process.ExitStatus status) {
        if (status instanceof Exited exited) {
            return "exited " + exited.code();
        }
        return status instanceof Killed killed ? "killed " + killed.signalName() : "gone";
    }
}
