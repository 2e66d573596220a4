package io.sluice.timerfd;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.ClockCalls;
import io.sluice.libc.ClockConstants;
import io.sluice.libc.FileCalls;
import io.sluice.libc.Libc;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The kernel's answers to a step of the wall clock, given without one: the calls that are to fail so are made first. */
class ReportedStepTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Set<String> cancelled = new HashSet<>();
    private final TimerFd timer = timer();

    @AfterEach
    void close() {
        timer.close();
    }

    private TimerFd timer() {
        ClockCalls clocks = cancelling(ClockCalls.class, Libc.get().clocks());
        FileCalls files = cancelling(FileCalls.class, Libc.get().files());
        int number = clocks.timerfdCreate(ClockConstants.CLOCK_REALTIME, ClockConstants.TFD_NONBLOCK);
        OwnedFd fd = OwnedFd.of(files, number, "timer");
        return new TimerFd(clocks, files, TimerClock.REALTIME, fd, TimerFd.memoryForCalls());
    }

    private <C> C cancelling(Class<C> calls, C real) {
        return calls.cast(Proxy.newProxyInstance(
                calls.getClassLoader(), new Class<?>[] {calls}, (proxy, method, arguments) -> {
                    Object result = method.invoke(real, arguments);
                    if (cancelled.remove(method.getName())) {
                        int error = -Errno.ECANCELED.number();
                        return result instanceof Long ? (Object) (long) error : (Object) error;
                    }
                    return result;
                }));
    }

    @Test
    void aReadReportsIt() {
        timer.setAt(Instant.now().plus(HOUR), Duration.ZERO, ClockStep.REPORT);
        cancelled.add("read");
        assertThat(timer.tryRead()).isEqualTo(TimerFd.CLOCK_STEPPED);
        assertThat(timer.tryRead()).isEqualTo(TimerFd.NOT_EXPIRED);
        assertThat(timer.setting().isArmed()).isTrue();
    }

    @Test
    void aSettingReportsItWithWhatWasSetBeforeAndHolds() {
        timer.setAt(Instant.now().plus(HOUR), HOUR, ClockStep.REPORT);
        cancelled.add("timerfdSettime");
        TimerChange change = timer.setAt(Instant.now().plus(HOUR.multipliedBy(3)), Duration.ZERO, ClockStep.REPORT);
        assertThat(change.clockStepped()).isTrue();
        assertThat(change.previous().interval()).isEqualTo(HOUR);
        assertThat(change.previous().remaining()).isBetween(HOUR.minusMinutes(1), HOUR);
        assertThat(timer.setting().remaining()).isGreaterThan(HOUR.multipliedBy(2));
    }
}
