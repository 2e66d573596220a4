package io.sluice.cli.doctor;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What the kernel's clocks are read from, and whether the wall clock can be right. */
final class Clocks implements Check {
    private static final String SOURCE = "/sys/devices/system/clocksource/clocksource0/current_clocksource";
    /** Each reading of these is a system call, and slow. */
    private static final Set<String> SLOW = Set.of("hpet", "acpi_pm", "jiffies", "refined-jiffies", "pit");
    /** Before this version of the library was written. */
    private static final Instant TOO_EARLY = Instant.parse("2026-01-01T00:00:00Z");

    private final SystemFiles files;
    private final Clock wallClock;

    Clocks(SystemFiles files, Clock wallClock) {
        this.files = files;
        this.wallClock = wallClock;
    }

    @Override
    public String area() {
        return "clocks";
    }

    @Override
    public List<Finding> findings() {
        return List.of(source(), wall());
    }

    private Finding source() {
        String name = "clock source";
        String effect = "each reading of the time is a slow system call, so timeouts and timers cost more";
        try {
            String source = files.text(SOURCE).strip();
            return new Finding(name, Verdict.OK, source, effect, "echo tsc > " + SOURCE)
                    .orIf(SLOW.contains(source), Verdict.WARN);
        } catch (UncheckedIOException e) {
            return Finding.unknown(name, Report.message(e), effect);
        }
    }

    private Finding wall() {
        Instant now = wallClock.instant();
        return new Finding(
                        "wall clock",
                        Verdict.OK,
                        now.toString(),
                        "timers at a time of day expire wrongly; timeouts and intervals use the monotonic clock and do not",
                        "timedatectl set-ntp true")
                .orIf(now.isBefore(TOO_EARLY), Verdict.WARN);
    }
}
