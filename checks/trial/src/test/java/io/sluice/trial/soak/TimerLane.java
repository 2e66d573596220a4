package io.sluice.trial.soak;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.timerfd.MissedTicks;
import io.sluice.reactor.timerfd.TimerReceiver;
import io.sluice.reactor.timerfd.TimerReceiverOptions;
import io.sluice.reactor.timerfd.Timers;
import io.sluice.timerfd.ClockStep;
import io.sluice.timerfd.TimerClock;
import io.sluice.timerfd.TimerFd;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Supplier;

/** A timer that is set again and again, with subscribers of all kinds, to it and to timers of their own. */
final class TimerLane extends Lane {
    private static final int SHORTEST_MILLIS = 200;
    private static final int LONGEST_MILLIS = 2000;

    private final Supplier<EventLoop> loops;
    private TimerFd timer;
    private EventLoop loop;

    TimerLane(Totals totals, Supplier<EventLoop> loops) {
        super(totals);
        this.loops = loops;
    }

    @Override
    void open() {
        totals.openings.incrementAndGet();
        timer = TimerFd.create(TimerClock.REALTIME);
        loop = loops.get();
    }

    @Override
    void changeSubscriber(Random random) {
        MissedTicks[] policies = MissedTicks.values();
        TimerReceiverOptions options =
                TimerReceiverOptions.create().eventLoop(loop).missedTicks(policies[random.nextInt(policies.length)]);
        Timers timers = Timers.create(TimerClock.REALTIME, options);
        Duration span = span(random);
        switch (random.nextInt(4)) {
            case 0 -> read(StreamKind.TIMER_EVERY, endless(timers.every(span)), span);
            case 1 -> read(StreamKind.TIMER_AFTER, timers.after(span).flux(), span);
            case 2 ->
                read(StreamKind.TIMER_AT, timers.at(Instant.now().plus(span)).flux(), span);
            default -> {
                TimerReceiver receiver = TimerReceiver.create(timer, options);
                read(StreamKind.TIMER_OF_OTHERS, endless(receiver.receive()), Duration.ZERO);
            }
        }
    }

    @Override
    void use(Random random) {
        if (random.nextBoolean()) {
            timer.setEvery(span(random));
        } else {
            timer.setAt(Instant.now().plus(span(random)), span(random), ClockStep.REPORT);
        }
    }

    private static Duration span(Random random) {
        return Duration.ofMillis(SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS - SHORTEST_MILLIS));
    }

    /** Ticks are not kept for anybody. */
    @Override
    boolean isEmpty() {
        return true;
    }

    @Override
    void close() {
        timer.close();
    }
}
