package io.sluice.trial.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.NoSuchProcessException;
import io.sluice.process.WatchedProcess;
import io.sluice.reactor.process.ProcessOptions;
import io.sluice.reactor.process.Processes;
import io.sluice.signal.Signal;
import io.sluice.signal.SignalTarget;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Names and numbers of signals and processes: each is the one that it says, or is refused before the kernel sees it. */
final class SignalRules implements AutoCloseable {
    private static final long HIGHEST_ID = 1 << 22;
    private static final int STANDARD = 31;
    private static final int FIRST_REAL_TIME = 34;
    private static final int LAST = 64;
    /** So long a message is read, and not skipped. */
    private static final int READABLE = 300;

    /** Which a process ignores unless it has asked for it. */
    private static final Signal IGNORED = Signal.WINCH;

    private final Process child;
    private final SignalTarget target;

    /** With a child, which is only signalled. */
    SignalRules(Process child) {
        this.child = child;
        target = SignalTarget.open(child.pid());
    }

    static void checkName(String name) {
        Documented.Outcome<Signal> signal = Documented.SIGNAL_NAMED.call(() -> Signal.named(name));
        if (signal.failed()) {
            assertThat(signal.exception().getMessage()).hasSizeLessThan(READABLE);
            return;
        }
        assertThat(name).matches("(?i-u)[A-Z0-9+-]+");
        Signal found = signal.value();
        assertThat(Signal.named(found.name())).isEqualTo(found);
        assertThat(Signal.of(found.number())).isEqualTo(found);
    }

    static void checkNumber(int number) {
        boolean valid = (number >= 1 && number <= STANDARD) || (number >= FIRST_REAL_TIME && number <= LAST);
        assertThat(Documented.SIGNAL.call(() -> new Signal(number)).failed()).isEqualTo(!valid);
        Documented.Outcome<Signal> signal = Documented.SIGNAL_OF.call(() -> Signal.of(number));
        assertThat(signal.failed()).isEqualTo(!valid);
        Documented.Outcome<Signal> byText = Documented.SIGNAL_NAMED.call(() -> Signal.named(Integer.toString(number)));
        assertThat(byText.value()).isEqualTo(signal.value());
        Documented.Outcome<Signal> realTime = Documented.SIGNAL_REAL_TIME.call(() -> Signal.realTime(number));
        assertThat(realTime.failed()).isEqualTo(number < 0 || number > LAST - FIRST_REAL_TIME);
        if (!realTime.failed()) {
            assertThat(realTime.value().number()).isEqualTo(FIRST_REAL_TIME + number);
        }
    }

    /** Nothing is sent to a process that could exist. */
    static void checkId(long id) {
        boolean refused = id < 1 || id > HIGHEST_ID;
        if (refused) {
            assertThat(Documented.SIGNAL_SEND.call(() -> sent(id)).refused()).isTrue();
            assertThat(Documented.SIGNAL_SEND_VALUE
                            .call(() -> {
                                IGNORED.sendTo(id, 1);
                                return true;
                            })
                            .refused())
                    .isTrue();
        }
        assertThat(Documented.TARGET_EXISTS.call(() -> SignalTarget.exists(id)).refused())
                .isEqualTo(refused);
        Documented.Outcome<SignalTarget> opened = Documented.TARGET_OPEN.call(() -> SignalTarget.open(id));
        assertThat(opened.refused()).isEqualTo(refused);
        if (!opened.failed()) {
            assertThat(opened.value().pid()).isEqualTo(id);
            opened.value().close();
        }
        checkWatched(id);
    }

    private static boolean sent(long id) {
        IGNORED.sendTo(id);
        return true;
    }

    private static void checkWatched(long id) {
        Documented.Outcome<WatchedProcess> watched = Documented.PROCESS_OPEN.call(() -> WatchedProcess.open(id));
        assertThat(watched.refused()).isEqualTo(id < 1 || id > Integer.MAX_VALUE);
        if (!watched.failed()) {
            watched.value().close();
        }
        Processes processes = Processes.create();
        for (Mono<?> wait : List.of(
                Documented.PROCESS_EXITED.call(() -> processes.exited(id)).value(),
                Documented.PROCESS_STATUS.call(() -> processes.status(id)).value())) {
            AtomicReference<Throwable> error = new AtomicReference<>();
            Disposable running = wait.subscribe(ended -> {}, error::set);
            running.dispose();
            if (watched.refused()) {
                assertThat(error.get()).isInstanceOf(IllegalArgumentException.class);
            } else if (id > HIGHEST_ID) {
                assertThat(error.get()).isInstanceOf(NoSuchProcessException.class);
            }
        }
    }

    void checkValue(int value) {
        assertThat(Documented.SIGNAL_SEND_VALUE
                        .call(() -> {
                            IGNORED.sendTo(child.pid(), value);
                            return true;
                        })
                        .failed())
                .isFalse();
        assertThat(Documented.TARGET_SEND_VALUE
                        .call(() -> {
                            target.send(IGNORED, value);
                            return true;
                        })
                        .failed())
                .isFalse();
        assertThat(child.isAlive()).isTrue();
    }

    static void checkTimeout(Duration timeout) {
        Documented.Outcome<ProcessOptions> options =
                Documented.REAP_TIMEOUT.call(() -> ProcessOptions.create().reapTimeout(timeout));
        assertThat(options.refused()).isEqualTo(timeout.isNegative());
        if (!options.failed()) {
            Processes.create(options.value())
                    .status(ProcessHandle.current())
                    .subscribe()
                    .dispose();
        }
    }

    @Override
    public void close() {
        target.close();
    }
}
