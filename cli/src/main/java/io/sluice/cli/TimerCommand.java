package io.sluice.cli;

import io.sluice.reactor.TimerExpirations;
import io.sluice.reactor.Timers;
import io.sluice.timerfd.TimerClock;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** {@code sluice timer}. */
@Command(
        name = "timer",
        description = "Print a line when a timer expires.",
        footer = {
            "",
            "Prints EXPIRATIONS, a tab and TOTAL: how often the timer expired since the line",
            "before, and since the start. A reader that is too slow finds more than 1 there.",
            "",
            "The clocks are realtime, monotonic, boottime, realtime-alarm, boottime-alarm.",
            "boottime goes on while the system is suspended; timers on the alarm clocks wake",
            "it, which needs CAP_WAKE_ALARM. A time is one on the wall clock whatever the",
            "clock, and follows when that is set.",
            "",
            "Examples:",
            "  sluice timer --every 500ms",
            "  sluice timer --every 1m --count 10 | while read n total; do date; done",
            "  sluice timer --after 90s --clock boottime && echo done",
            "  sluice timer --at 2030-01-01T00:00:00Z"
        })
final class TimerCommand implements Callable<Integer> {
    private final StandardOutput output;
    private final Termination termination;
    private long total;

    @ArgGroup(multiplicity = "1")
    private final TimerStart start = new TimerStart();

    @Option(
            names = "--clock",
            paramLabel = "NAME",
            converter = ClockConverter.class,
            description = "What it goes by. Default: monotonic.")
    private TimerClock clock = TimerClock.MONOTONIC;

    @Option(
            names = "--count",
            paramLabel = "N",
            converter = WholeNumber.Count.class,
            description = "End after N lines.")
    private long count = Long.MAX_VALUE;

    TimerCommand(StandardOutput output, Termination termination) {
        this.output = output;
        this.termination = termination;
    }

    @Override
    public Integer call() {
        return ExitStatus.doneBehind(start.expirations(Timers.create(clock))
                .takeUntilOther(termination.requested(Mono::empty))
                .take(count)
                // No prefetch: while a line is printed, the kernel counts.
                .concatMap(this::print, 0));
    }

    private Mono<Void> print(TimerExpirations expirations) {
        total += expirations.count();
        String line = expirations.count() + "\t" + total;
        return Mono.<Void>fromRunnable(() -> output.printLine(line)).subscribeOn(Schedulers.boundedElastic());
    }
}
