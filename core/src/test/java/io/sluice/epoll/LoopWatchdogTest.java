package io.sluice.epoll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.CapturedLog;
import io.sluice.testing.TestQueues;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoopWatchdogTest {
    private static final Duration THRESHOLD = Duration.ofMillis(40);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final CapturedLog log = new CapturedLog(EventLoop.class.getName());
    private final LoopProgress progress = new LoopProgress();
    private final SleepFlag sleep = new SleepFlag();

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void aHandlerThatHoldsItsLoopUpIsNamedWithItsStackWhileOtherLoopsGoOn() {
        CountDownLatch free = new CountDownLatch(1);
        PosixMessageQueue queue = queues.create(1, 8);
        RecordingHandler slow = new RecordingHandler(() -> holdUp(free)) {
            @Override
            public String toString() {
                return "the slow one";
            }
        };
        try (EventLoop held = EventLoop.create("held up");
                EventLoop other = EventLoop.create("other")) {
            slow.on(held, queue, Interest.WRITE);
            Bounds.await("the warning")
                    .until(() -> !log.about("held up has been held up").isEmpty());
            LoopProbe.run(other, () -> {});
            assertThat(slow.ready).as("still in its first call").hasValue(1);
            free.countDown();
            LoopProbe.run(held, () -> {});
            LogRecord warning = log.about("held up has been held up").get(0);
            assertThat(warning.getMessage())
                    .contains("held up has been held up for 1000 ms", queue.name(), "the slow one")
                    .contains("flatMap(work on that scheduler, concurrency)", "publishOn(scheduler, 1)");
            assertThat(warning.getThrown().getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("holdUp"));
        } finally {
            free.countDown();
        }
    }

    @Test
    void itsThreadBelongsToNoUser() {
        watched(watchdog -> {
            assertThat(watchdog.thread().isDaemon()).isTrue();
            assertThat(watchdog.thread().getContextClassLoader()).isSameAs(ClassLoader.getPlatformClassLoader());
        });
    }

    private static void holdUp(CountDownLatch until) {
        try {
            assertThat(until.await(Bounds.SOON.toNanos(), TimeUnit.NANOSECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void oneCallbackIsReportedAgainWhenItHasLastedTwiceAsLong() {
        watched(watchdog -> {
            progress.begins("a long task");
            Bounds.await("three warnings").until(() -> log.about("a long task").size() >= 3);
            List<String> spans = log.about("a long task").stream()
                    .map(warning -> warning.getMessage().replaceAll(".*for (\\d+) ms.*", "$1"))
                    .toList();
            assertThat(spans).startsWith("40", "80", "160");
        });
    }

    @Test
    void aLoopThatIsBusyOrAtRestIsNotHeldUp() {
        watched(watchdog -> {
            int round = 0;
            // To the watchdog, a thread that gets no processor between two callbacks is one that a callback holds up.
            while (isReportedWhileBusyAndAtRest(watchdog, "callback of round " + round)) {
                assertThat(++round).as("rounds with a warning").isLessThan(60);
            }
        });
    }

    private boolean isReportedWhileBusyAndAtRest(LoopWatchdog watchdog, String callback) {
        long end = System.nanoTime() + 5 * THRESHOLD.toNanos();
        while (System.nanoTime() - end < 0) {
            progress.begins(callback);
        }
        progress.rests();
        // The watchdog has come by at least as often as it takes to report somebody else.
        LoopProgress somebodyElse = new LoopProgress();
        String other = "somebody else behind " + callback + ".";
        somebodyElse.begins(other);
        watchdog.add("the other loop", somebodyElse, sleep, Thread.currentThread());
        Bounds.await("a warning about the other").until(() -> !log.about(other).isEmpty());
        watchdog.remove(somebodyElse);
        return !log.about("by the task " + callback).isEmpty();
    }

    @Test
    void itRestsWhileItsLoopsSleepAndLooksAgainWhenOneWakesUp() {
        watched(watchdog -> {
            assertThat(sleep.begin(() -> false)).isTrue();
            Bounds.await("rest").until(watchdog::isResting);
            sleep.end();
            watchdog.loopWokeUp();
            progress.begins("a task behind the rest");
            Bounds.await("a warning")
                    .until(() -> !log.about("a task behind the rest").isEmpty());
            assertThat(watchdog.isResting()).isFalse();
        });
    }

    @Test
    void aLoopThatIsAwakeAllowsNoRest() {
        watched(watchdog -> {
            LoopProgress asleep = new LoopProgress();
            SleepFlag itsSleep = new SleepFlag();
            assertThat(itsSleep.begin(() -> false)).isTrue();
            watchdog.add("the one that sleeps", asleep, itsSleep, Thread.currentThread());
            progress.begins("a task beside one that sleeps");
            Bounds.await("three warnings")
                    .until(() -> log.about("a task beside one that sleeps").size() >= 3);
            watchdog.remove(asleep);
        });
    }

    @Test
    void aCallbackBehindALongSleepIsReported() {
        CountDownLatch free = new CountDownLatch(1);
        try (EventLoop loop = EventLoop.create("behind a sleep")) {
            Bounds.await("rest").until(() -> LoopWatchdog.SHARED.isResting());
            loop.execute(() -> holdUp(free));
            try {
                Bounds.await("the warning")
                        .until(() -> !log.about("behind a sleep has been held up for 1000 ms")
                                .isEmpty());
            } finally {
                free.countDown();
            }
        }
    }

    @Test
    void itsThreadEndsWithTheLastLoopAndStartsWithTheNext() {
        LoopWatchdog watchdog = new LoopWatchdog(THRESHOLD);
        for (int round = 0; round < 3; round++) {
            assertThat(watchdog.thread()).isNull();
            watchdog.add("a loop", progress, sleep, Thread.currentThread());
            Thread thread = watchdog.thread();
            assertThat(thread.isDaemon()).isTrue();
            watchdog.remove(progress);
            Bounds.await("end of the watchdog").until(() -> !thread.isAlive());
        }
    }

    @Test
    void anErrorThatEndsItsThreadIsMendedByTheNextLoop() {
        LoopWatchdog watchdog = new LoopWatchdog(THRESHOLD);
        watchdog.add("a loop without progress fails at its first look", null, sleep, Thread.currentThread());
        Bounds.await("end of the watchdog").dontCatchUncaughtExceptions().until(() -> watchdog.thread() == null);
        watchdog.remove(null);
        watchdog.add("a loop", progress, sleep, Thread.currentThread());
        assertThat(watchdog.thread()).isNotNull();
        watchdog.remove(progress);
    }

    @Test
    void aLoopHasTheThresholdOfItsOptionsAndAWatchdogThreadThatEndsWithIt() {
        EventLoopOptions options = EventLoopOptions.create().name("impatient").watchdogThreshold(THRESHOLD);
        CountDownLatch free = new CountDownLatch(1);
        Set<Thread> ofOtherLoops = watchdogs(); // such as the shared one, which another test may have created
        try (EventLoop loop = EventLoop.create(options)) {
            loop.execute(() -> holdUp(free));
            try {
                Bounds.await("the warning")
                        .until(() -> !log.about("impatient has been held up for 40 ms")
                                .isEmpty());
            } finally {
                free.countDown();
            }
        }
        Bounds.await("end of the watchdog").until(() -> ofOtherLoops.containsAll(watchdogs()));
    }

    private static Set<Thread> watchdogs() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(LoopWatchdog.THREAD_NAME))
                .collect(Collectors.toSet());
    }

    @Test
    void aThresholdOfZeroTurnsItOff() {
        LoopWatchdog off =
                EventLoopOptions.create().watchdogThreshold(Duration.ZERO).watchdog();
        off.add("a loop", progress, sleep, Thread.currentThread());
        assertThat(off.thread()).isNull();
        off.loopWokeUp();
        off.remove(progress);
        off.awaitEnd();
    }

    @Test
    void theLongestThresholdIsCappedAndANegativeOneRefused() {
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
        assertThat(EventLoopOptions.create().watchdogThreshold(longest).watchdog())
                .hasToString("LoopWatchdog(" + Duration.ofDays(365).toMillis() + " ms)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventLoopOptions.create().watchdogThreshold(Duration.ofNanos(-1)))
                .withMessage("watchdog threshold must not be negative, but was PT-0.000000001S");
    }

    @Test
    void thePropertySetsTheThresholdOrTurnsItOff() {
        assertThat(LoopWatchdog.ofProperty(null)).hasToString("LoopWatchdog(1000 ms)");
        assertThat(LoopWatchdog.ofProperty("250")).hasToString("LoopWatchdog(248 ms)");
        assertThat(LoopWatchdog.ofProperty("0")).hasToString("LoopWatchdog(0 ms)");
        assertThat(LoopWatchdog.ofProperty("soon")).hasToString("LoopWatchdog(1000 ms)");
        assertThat(log.about("=soon is not a number")).hasSize(1);
    }

    private interface Check {
        void on(LoopWatchdog watchdog);
    }

    private void watched(Check check) {
        LoopWatchdog watchdog = new LoopWatchdog(THRESHOLD);
        watchdog.add("a loop", progress, sleep, Thread.currentThread());
        try {
            check.on(watchdog);
        } finally {
            watchdog.remove(progress);
        }
    }
}
