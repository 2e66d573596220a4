package io.sluice.trial.race;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.timerfd.TimerReceiver;
import io.sluice.reactor.timerfd.TimerReceiverOptions;
import io.sluice.timerfd.TimerClock;
import io.sluice.timerfd.TimerFd;
import java.time.Duration;
import java.util.Locale;

/** A race about the only expiration of a timer: it is received, discarded, or still counted in the kernel, once. */
final class TimerRace extends Race {
    /** What happens. */
    enum Event {
        REQUEST,
        CANCEL,
        /** The timer is set, and expires later. */
        EXPIRATION
    }

    private static final Duration DELAY = Duration.ofNanos(10_000);

    private final TimerFd timer = TimerFd.create(TimerClock.MONOTONIC);
    private final EventLoop loop;
    private final TimerReceiver receiver;
    private final Event first;
    private final Event second;
    private Witness witness;

    TimerRace(EventLoop loop, Event first, Event second) {
        super("timer, " + (first + " x " + second).toLowerCase(Locale.ROOT));
        this.loop = loop;
        receiver = TimerReceiver.create(timer, TimerReceiverOptions.create().eventLoop(loop));
        this.first = first;
        this.second = second;
    }

    private boolean races(Event event) {
        return first == event || second == event;
    }

    @Override
    void prepare(long round) {
        if (witness == null || races(Event.CANCEL)) {
            witness = witness(races(Event.REQUEST) ? 0 : 1);
            receiver.receive().subscribe(witness);
            if (!races(Event.EXPIRATION)) {
                timer.setAfter(DELAY);
            }
        } else {
            witness.forget();
        }
    }

    @Override
    void first() {
        act(first);
    }

    @Override
    void second() {
        act(second);
    }

    private void act(Event event) {
        switch (event) {
            case REQUEST -> witness.request(1);
            case CANCEL -> witness.cancel();
            case EXPIRATION -> timer.setAfter(DELAY);
        }
    }

    @Override
    String outcome() {
        long[] unread = new long[1];
        if (races(Event.CANCEL)) {
            // A read that was under way when the stream was cancelled may otherwise take the next round's expiration.
            Waiting.passThrough(loop);
            Waiting.until("expiration", () -> {
                unread[0] += timer.tryRead();
                return unread[0] + witness.taken() > 0;
            });
            witness.dismiss();
        } else {
            Waiting.until("expiration", () -> witness.received() > 0);
            unread[0] = timer.tryRead();
        }
        long signalled = witness.taken() == 0 ? 0 : witness.numbers()[0];
        if (signalled + unread[0] != 1 || witness.taken() > 1 || witness.ends() > 0) {
            throw new AssertionError("signalled " + signalled + " in " + witness.taken() + " signals, unread "
                    + unread[0] + ", ends " + witness.ends());
        }
        return unread[0] == 1 ? "still counted" : witness.hasDiscarded() ? "discarded" : "received";
    }

    @Override
    boolean isUndecided() {
        return races(Event.CANCEL);
    }

    @Override
    long effectAt() {
        return witness.effectAt();
    }

    @Override
    public void close() {
        witness.cancel();
        timer.close();
    }
}
