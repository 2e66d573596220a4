package io.sluice.timerfd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What timers refuse, each with words of its own. */
class TimerRefusalTest {
    private final TimerFd monotonic = TimerFd.create(TimerClock.MONOTONIC);
    private final TimerFd wallClock = TimerFd.create(TimerClock.REALTIME);

    @AfterEach
    void close() {
        monotonic.close();
        wallClock.close();
    }

    @Test
    @Conforms("timerfd_create01")
    void anUnknownClock() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimerClock.named("lunar"))
                .withMessage("there is no clock 'lunar': the clocks are realtime, monotonic, boottime, realtime-alarm,"
                        + " boottime-alarm");
        assertThat(TimerClock.named("Boottime_Alarm")).isEqualTo(TimerClock.BOOTTIME_ALARM);
        for (TimerClock clock : TimerClock.values()) {
            assertThat(TimerClock.named(clock.toString())).isEqualTo(clock);
        }
    }

    @Test
    @Conforms("timerfd_settime01")
    void negativeSpans() {
        Duration negative = Duration.ofNanos(-1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> monotonic.setAfter(negative))
                .withMessage("the delay must not be negative, but was PT-0.000000001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> monotonic.set(Duration.ZERO, negative))
                .withMessage("the interval must not be negative, but was PT-0.000000001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> monotonic.setEvery(negative))
                .withMessage("the period must not be negative, but was PT-0.000000001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> monotonic.setEvery(Duration.ZERO))
                .withMessage("the period must be longer than zero");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> monotonic.setAtUptime(negative, Duration.ZERO))
                .withMessage("the time since the boot must not be negative, but was PT-0.000000001S");
        assertThat(monotonic.setting().isArmed()).isFalse();
    }

    @Test
    @Conforms("timerfd_settime01")
    void aTimeThatTheClockDoesNotHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wallClock.setAt(Instant.parse("1969-12-31T23:59:59Z")))
                .withMessage("the wall clock of a timer begins at 1970-01-01T00:00:00Z, and 1969-12-31T23:59:59Z is"
                        + " before");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> monotonic.setAt(Instant.now()))
                .withMessage("a monotonic timer counts from the boot and knows no dates: give it a span since then"
                        + " (setAtUptime), or use a realtime timer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wallClock.setAtUptime(Duration.ZERO, Duration.ZERO))
                .withMessage("a realtime timer goes by the wall clock: give it an instant (setAt)");
    }

    @Test
    @Conforms({"timerfd_gettime01", "timerfd_settime01"})
    void everythingOnAClosedTimer() {
        monotonic.close();
        wallClock.close();
        monotonic.close();
        assertThat(monotonic.isOpen()).isFalse();
        List<Consumer<TimerFd>> calls = List.of(
                timer -> timer.setAfter(Duration.ZERO),
                timer -> timer.setEvery(Duration.ofSeconds(1)),
                timer -> timer.set(Duration.ZERO, Duration.ZERO),
                timer -> timer.setAtUptime(Duration.ZERO, Duration.ZERO),
                TimerFd::disarm,
                TimerFd::setting,
                TimerFd::tryRead);
        for (Consumer<TimerFd> call : calls) {
            assertThatExceptionOfType(ClosedHandleException.class)
                    .isThrownBy(() -> call.accept(monotonic))
                    .withMessageEndingWith("(monotonic timer): EBADF, bad file descriptor. The handle was closed.")
                    .returns(Errno.EBADF, ErrnoException::errno);
        }
        assertThatExceptionOfType(ClosedHandleException.class)
                .isThrownBy(() -> wallClock.setAt(Instant.now()))
                .withMessage("timerfd_settime(realtime timer): EBADF, bad file descriptor. The handle was closed.");
    }

    @Test
    void anAlarmClockWithoutTheCapability() {
        String output = run(new ForkedJvm().under(Programs.without("wake_alarm")), Alarms.class);
        assertThat(output)
                .contains("timerfd_create(realtime-alarm): EPERM, operation not permitted. A timer that wakes the"
                        + " system needs the capability CAP_WAKE_ALARM")
                .contains("container); realtime goes by the same clock")
                .contains("timerfd_create(boottime-alarm): EPERM")
                .contains("container); boottime goes by the same clock");
    }

    /** Run where the system may not be woken. */
    static final class Alarms {
        public static void main(String[] arguments) {
            for (TimerClock clock : List.of(TimerClock.REALTIME_ALARM, TimerClock.BOOTTIME_ALARM)) {
                try (TimerFd timer = TimerFd.create(clock)) {
                    System.out.println("made " + timer);
                } catch (ErrnoException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    @Test
    void moreTimersThanDescriptors() {
        String output = run(new ForkedJvm().under(Programs.limit("--nofile=64")), TooMany.class);
        assertThat(output)
                .contains("timerfd_create(monotonic): EMFILE, a limit of this process or user is used up."
                        + " RLIMIT_NOFILE: this process has as many descriptors open as it may (ulimit -n), and each"
                        + " timer is one");
    }

    /** Run with few descriptors. */
    static final class TooMany {
        public static void main(String[] arguments) {
            TimerErrors.create(TimerClock.MONOTONIC, Errno.EMFILE.number()); // a class file is a descriptor, too
            List<TimerFd> timers = new ArrayList<>();
            try {
                while (timers.size() < 100) {
                    timers.add(TimerFd.create(TimerClock.MONOTONIC));
                }
                System.out.println("all were made");
            } catch (ErrnoException e) {
                timers.forEach(TimerFd::close);
                System.out.println(e.getMessage());
            }
        }
    }

    private static String run(ForkedJvm jvm, Class<?> main) {
        try (RunningProgram process = jvm.start(main)) {
            RunningProgram.Exit exit = process.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
            return exit.output();
        }
    }
}
