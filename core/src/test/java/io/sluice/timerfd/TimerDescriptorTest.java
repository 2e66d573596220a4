package io.sluice.timerfd;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.DescriptorNumbers;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the descriptor is made, and what other threads and other namespaces do to it. */
class TimerDescriptorTest {
    private static final int CLOSE_ON_EXEC = 02000000;
    private static final int NON_BLOCKING = 04000;

    @ParameterizedTest
    @EnumSource(names = {"REALTIME", "MONOTONIC", "BOOTTIME"})
    @Conforms("timerfd02")
    void isClosedByAnExecAndNeverBlocks(TimerClock clock) throws IOException {
        try (TimerFd timer = TimerFd.create(clock)) {
            String flags = Files.readAllLines(Path.of("/proc/self/fdinfo/" + DescriptorNumbers.of(timer))).stream()
                    .filter(line -> line.startsWith("flags:"))
                    .findFirst()
                    .orElseThrow();
            int bits = Integer.parseInt(flags.substring(flags.indexOf(':') + 1).strip(), 8);
            assertThat(bits & CLOSE_ON_EXEC).isEqualTo(CLOSE_ON_EXEC);
            assertThat(bits & NON_BLOCKING).isEqualTo(NON_BLOCKING);
            assertThat(timer.tryRead()).isEqualTo(TimerFd.NOT_EXPIRED);
        }
    }

    @Test
    @Conforms("timerfd_settime02")
    void settingItFromTwoThreadsWithAndWithoutStepReportsLeavesItWhole() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (TimerFd timer = TimerFd.create(TimerClock.REALTIME)) {
            Instant far = Instant.now().plusSeconds(3600);
            CyclicBarrier start = new CyclicBarrier(2);
            Future<?> telling = threads.submit(() -> {
                start.await();
                for (int i = 0; i < 20_000; i++) {
                    timer.setAt(far, Duration.ZERO, ClockStep.REPORT);
                }
                return null;
            });
            start.await();
            for (int i = 0; i < 20_000; i++) {
                timer.setAfter(Duration.ofHours(1));
            }
            telling.get();
            assertThat(timer.setting().isArmed()).isTrue();
            timer.setAfter(Duration.ZERO);
            Bounds.await("the expiration").until(() -> timer.tryRead() == 1);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--monotonic=36000", "--boottime=36000"})
    @Conforms("timerfd04")
    void aTimeOnTheClockIsThatOfTheOwnTimeNamespace(String offset) {
        String[] namespace = Programs.unshare("--time", "--fork", "--kill-child", offset);
        String clock = offset.startsWith("--monotonic") ? "monotonic" : "boottime";
        try (RunningProgram jvm = new ForkedJvm().under(namespace).start(InATimeNamespace.class, clock)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.output()).contains("in time");
            assertThat(exit.status()).isZero();
        }
    }

    /** Waits until a time on a clock that is hours away from that of the machine. */
    static final class InATimeNamespace {
        private InATimeNamespace() {}

        public static void main(String[] arguments) {
            TimerClock clock = TimerClock.named(arguments[0]);
            Duration late = Duration.ofSeconds(10);
            try (TimerFd timer = TimerFd.create(clock)) {
                Duration due = clock.now().plusMillis(40);
                timer.setAtUptime(due, Duration.ZERO);
                while (timer.tryRead() == TimerFd.NOT_EXPIRED) {
                    if (clock.now().compareTo(due.plus(late)) > 0) {
                        throw new AssertionError("not expired");
                    }
                    Thread.onSpinWait();
                }
                System.out.println(clock.now().compareTo(due) >= 0 ? "in time" : "early");
            }
        }
    }
}
