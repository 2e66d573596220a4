package io.sluice.cli.timerfd;

import io.sluice.cli.command.ExitStatus;
import io.sluice.cli.command.HelpOption;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.StreamedLines;
import io.sluice.cli.command.Termination;
import io.sluice.cli.option.CountOption;
import io.sluice.reactor.timerfd.TimerExpirations;
import io.sluice.reactor.timerfd.Timers;
import io.sluice.timerfd.TimerClock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice timer}. */
@Command(
        name = "timer",
        description = "Print a line when a timer expires.",
        footer = {
            "",
            "The line is EXPIRATIONS, a tab and TOTAL: the number of expirations since the line before, and since the"
                    + " start. EXPIRATIONS is more than 1 if the reader of the output is slow.",
            "",
            "The clocks are realtime, monotonic, boottime, realtime-alarm and boottime-alarm. boottime also counts"
                    + " while the system is suspended. A timer on an alarm clock wakes the system, which needs"
                    + " CAP_WAKE_ALARM. With --at, the clock is always the wall clock, and the timer follows when the"
                    + " wall clock is set; an alarm clock still wakes the system.",
            "",
            "Examples:",
            "  sluice timer --every 500ms",
            "  sluice timer --every 1m --count 10 | while read n total; do date; done",
            "  sluice timer --after 90s --clock boottime && echo done",
            "  sluice timer --at 2030-01-01T00:00:00Z"
        })
public final class TimerCommand implements Callable<Integer> {
    private final StreamedLines lines;
    private long total;

    @ArgGroup(multiplicity = "1")
    private final TimerStart start = new TimerStart();

    @Option(
            names = "--clock",
            paramLabel = "NAME",
            converter = ClockConverter.class,
            description = "The clock that measures the time. Default: monotonic.")
    private TimerClock clock = TimerClock.MONOTONIC;

    @Mixin
    private final CountOption count = new CountOption();

    private TimerCommand(StreamedLines lines) {
        this.lines = lines;
    }

    /**
     * The command.
     *
     * @param output standard output
     * @param termination the end by a signal
     * @return its command line
     */
    public static CommandLine commandLine(StandardOutput output, Termination termination) {
        return HelpOption.withHelp(new TimerCommand(new StreamedLines(output, termination)));
    }

    @Override
    public Integer call() {
        return ExitStatus.doneAfter(lines.print(start.expirations(Timers.create(clock)), count.value(), this::line));
    }

    private String line(TimerExpirations expirations) {
        total += expirations.count();
        return expirations.count() + "\t" + total;
    }
}
