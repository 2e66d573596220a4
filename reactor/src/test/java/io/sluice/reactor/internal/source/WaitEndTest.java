package io.sluice.reactor.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The end of a wait comes once, whatever becomes of the task for it. */
class WaitEndTest {
    private static final int REFUSALS = 3;

    private final List<Runnable> tasks = new ArrayList<>();
    private int calls;
    private int ends;

    @Test
    void whereThereIsNoRoomForATaskTheEndComesWhenThereIs() {
        signal(task -> {
            refuseAtFirst();
            tasks.add(task);
        });
        assertThat(calls).isEqualTo(REFUSALS + 1);
        assertThat(tasks).hasSize(1);
        assertEndsOnceBehindTheTasks();
    }

    @Test
    void whereTheLoopCouldNotBeWokenTheSecondTaskDoesNothing() {
        signal(task -> {
            tasks.add(task);
            refuseAtFirst();
        });
        assertThat(tasks).hasSize(REFUSALS + 1);
        assertEndsOnceBehindTheTasks();
    }

    @Test
    void whereTheLoopHasEndedTheEndComesOnTheSpot() {
        signal(task -> {
            throw new RejectedExecutionException("thrown by the test");
        });
        assertThat(ends).isEqualTo(1);
    }

    private void refuseAtFirst() {
        if (calls++ < REFUSALS) {
            throw new OutOfMemoryError("thrown by the test");
        }
    }

    private void signal(Executor loop) {
        WaitEnd end = new WaitEnd(loop) {
            @Override
            protected void ended() {
                ends++;
            }
        };
        assertThatCode(end::signal).doesNotThrowAnyException(); // JUnit would end the JVM where memory is out
    }

    private void assertEndsOnceBehindTheTasks() {
        assertThat(ends).isZero();
        tasks.forEach(Runnable::run);
        assertThat(ends).isEqualTo(1);
    }
}
