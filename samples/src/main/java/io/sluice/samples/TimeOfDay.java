package io.sluice.samples;

import io.sluice.reactor.timerfd.TimerExpirations;
import io.sluice.reactor.timerfd.TimerReceiver;
import io.sluice.timerfd.ClockStep;
import io.sluice.timerfd.TimerClock;
import io.sluice.timerfd.TimerFd;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import reactor.core.publisher.Flux;

/**
 * Every day at a time of the wall clock. The kernel follows the clock when somebody sets it, and tells so: then the next
 * time is reckoned again, as the step may have passed midnight, or gone back before a time that was over.
 */
public final class TimeOfDay {
    private static final Duration SOON = Duration.ofSeconds(2);

    private TimeOfDay() {}

    /**
     * Waits for the time of day that comes in two seconds; set the clock meanwhile to see it follow.
     *
     * @param args none
     */
    public static void main(String[] args) {
        ZoneId zone = ZoneId.systemDefault();
        LocalTime time = LocalTime.now(zone).plus(SOON).truncatedTo(ChronoUnit.SECONDS);
        System.out.println("waiting for " + time);
        try (TimerFd timer = TimerFd.create(TimerClock.REALTIME)) {
            daily(timer, time, zone)
                    .take(1)
                    .doOnNext(next -> System.out.println("it is time; again at " + next))
                    .blockLast();
        }
    }

    /** Emits each day at that time when the next one will be. */
    private static Flux<ZonedDateTime> daily(TimerFd timer, LocalTime time, ZoneId zone) {
        return Flux.defer(() -> {
            setToNext(timer, time, zone);
            return TimerReceiver.create(timer).receive().handle((signal, sink) -> {
                ZonedDateTime next = setToNext(timer, time, zone);
                if (signal instanceof TimerExpirations) {
                    sink.next(next);
                } else {
                    System.out.println("the clock was set; now waiting until " + next);
                }
            });
        });
    }

    private static ZonedDateTime setToNext(TimerFd timer, LocalTime time, ZoneId zone) {
        while (true) {
            ZonedDateTime now = ZonedDateTime.now(zone);
            ZonedDateTime next = now.with(time);
            if (!next.isAfter(now)) {
                next = next.plusDays(1);
            }
            boolean clockStepped = timer.setAt(next.toInstant(), Duration.ZERO, ClockStep.REPORT)
                    .clockStepped();
            if (!clockStepped) {
                return next;
            }
        }
    }
}
