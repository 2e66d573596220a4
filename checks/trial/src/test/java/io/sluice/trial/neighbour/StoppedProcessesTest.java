package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoopOptions;
import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.TestQueues;
import io.sluice.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A C program sends to a JVM, which passes on to a C program: each of the three is stopped at any moment, and goes on. */
class StoppedProcessesTest {
    private static final int SIZE = 64;
    private static final long LONGEST_STOP_MILLIS = 200;
    /** Less than the longest stop, which must not be taken for a slow subscriber. */
    private static final String WATCHDOG = "-D" + EventLoopOptions.WATCHDOG_PROPERTY + "=100";

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    void whoeverIsStoppedGoesOnAndEveryMessageComesOnce() {
        Random random = Trial.random("stopped processes");
        int count = Trial.rounds(40_000, 1_000_000);
        PosixMessageQueue in = queues.create(10, SIZE);
        PosixMessageQueue out = queues.create(10, SIZE);
        try (RunningProgram receiver = CProgram.of("mq_receive").start(out.name(), count, SIZE, 1);
                RunningProgram relay =
                        new ForkedJvm().flags(WATCHDOG).start(Relay.class, in.name(), out.name(), count)) {
            relay.awaitLine("relaying");
            try (RunningProgram sender = CProgram.of("mq_send").start(in.name(), count, SIZE, 1)) {
                List<RunningProgram> all = List.of(sender, relay, receiver);
                Duration bound = Relay.bound(count).plus(Bounds.SOON);
                long begun = System.nanoTime();
                int stops = 0;
                // One that failed leaves the others waiting for ever.
                while (receiver.isAlive() && relay.isAlive()) {
                    assertThat(Duration.ofNanos(System.nanoTime() - begun))
                            .as(() -> "one of them stalled: " + lastWords(all))
                            .isLessThan(bound);
                    stopAWhile(all.get(random.nextInt(all.size())), random);
                    stops++;
                }
                assertThat(relay.awaitExit(Bounds.WITH_START).output())
                        .as(() -> lastWords(all))
                        .endsWith("relayed\n")
                        .doesNotContain("held up");
                assertThat(receiver.awaitExit(Bounds.WITH_START).status())
                        .as(() -> lastWords(all))
                        .isZero();
                assertThat(stops).isGreaterThan(3);
            }
        }
    }

    private static String lastWords(List<RunningProgram> processes) {
        return processes.stream()
                .map(process -> {
                    String output = process.output().stripTrailing();
                    return process.pid()
                            + (process.isAlive() ? " runs: " : " has ended: ")
                            + output.substring(output.lastIndexOf('\n') + 1);
                })
                .collect(Collectors.joining("; ", "sender, relay and receiver: ", ""));
    }

    private static void stopAWhile(RunningProgram process, Random random) {
        if (!process.isAlive()) {
            return;
        }
        long length = TimeUnit.MILLISECONDS.toNanos(random.nextInt((int) LONGEST_STOP_MILLIS));
        Stopped stopped = new Stopped(process);
        try {
            awaitNanos(length);
        } finally {
            stopped.goOn();
        }
        awaitNanos(length / 4);
    }

    private static void awaitNanos(long length) {
        long begun = System.nanoTime();
        Bounds.await("time").until(() -> System.nanoTime() - begun >= length);
    }
}
