package io.sluice.trial.race;

import io.sluice.epoll.EventLoop;

/**
 * A race between a loop that has done its last task, and so is about to sleep, and the next task. A loop that fell asleep
 * over it would sleep for good.
 */
final class WakeUpRace extends Race {
    private final EventLoop loop;
    private volatile long firstAt;
    private volatile boolean secondRan;

    WakeUpRace(EventLoop loop) {
        super("event loop, last task x next task");
        this.loop = loop;
    }

    @Override
    void prepare(long round) {
        firstAt = 0;
        secondRan = false;
    }

    @Override
    void first() {
        loop.execute(() -> firstAt = System.nanoTime());
    }

    @Override
    void second() {
        loop.execute(() -> secondRan = true);
    }

    @Override
    String outcome() {
        Waiting.until("run of both tasks", () -> firstAt != 0 && secondRan);
        return "both ran";
    }

    @Override
    boolean isUndecided() {
        return false;
    }

    @Override
    long effectAt() {
        return firstAt;
    }
}
