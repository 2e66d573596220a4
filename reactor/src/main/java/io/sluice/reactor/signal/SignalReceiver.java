package io.sluice.reactor.signal;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ErrnoException;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.Stoppable;
import io.sluice.reactor.internal.source.LoopSource;
import io.sluice.reactor.internal.source.Metering;
import io.sluice.reactor.internal.source.NonBlockingThreads;
import io.sluice.reactor.internal.source.OneByOneReader;
import io.sluice.reactor.internal.source.SourceFlux;
import io.sluice.reactor.internal.source.StopSwitch;
import io.sluice.signal.CaughtSignal;
import io.sluice.signal.Signal;
import io.sluice.signal.SignalCapture;
import io.sluice.signal.SignalFd;
import java.util.Objects;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;

/**
 * Receives caught signals.
 *
 * <pre>{@code
 * SignalReceiver.create(SignalCapture.of(Signal.USR1, Signal.realTime(3)))
 *         .receive()
 *         .subscribe(caught -> System.out.println(caught.signal() + " from process " + caught.senderPid()));
 * }</pre>
 *
 * <p>One signal is read for one element of demand. Without demand, signals stay pending in the kernel: standard signals once
 * each, real-time signals in a queue, in their order and with their values. Pending signals count against {@code
 * RLIMIT_SIGPENDING} of the user. If the limit is reached, {@code sigqueue} fails in the sending process ({@code EAGAIN}).
 *
 * <p>Signals stay caught when no stream reads them any more: they then stay pending and do not end the JVM. To drop them,
 * keep a subscription that ignores its elements.
 *
 * <p>Elements come on the event loop's thread, which must not be blocked. May be used from any thread.
 *
 * @see "signalfd(2)"
 */
public final class SignalReceiver implements Stoppable {
    private final SignalCapture capture;
    private final SignalReceiverOptions options;
    private final StopSwitch stopSwitch = new StopSwitch();

    private SignalReceiver(SignalCapture capture, SignalReceiverOptions options) {
        this.capture = capture;
        this.options = options;
    }

    /**
     * Makes a receiver with the default options.
     *
     * @param capture the signals
     * @return the receiver
     */
    public static SignalReceiver create(SignalCapture capture) {
        return create(capture, SignalReceiverOptions.create());
    }

    /**
     * Makes a receiver.
     *
     * @param capture the signals
     * @param options how to receive
     * @return the receiver
     */
    public static SignalReceiver create(SignalCapture capture, SignalReceiverOptions options) {
        Objects.requireNonNull(capture, "capture");
        Objects.requireNonNull(options, "options");
        NonBlockingThreads.register();
        return new SignalReceiver(capture, options);
    }

    /**
     * Receives signals without end. Each subscription has its own descriptor, which is closed when the stream ends or is
     * cancelled.
     *
     * <p>Subscriptions compete: each signal goes to one of them. A cancel leaves what is pending to the others, and to later
     * ones; when it has returned, no further signal is read.
     *
     * @return the signals. It completes when this receiver is stopped. It fails with {@link ErrnoException} if descriptors
     *     are used up ({@code EMFILE}, {@code ENFILE}), and with {@link java.util.concurrent.RejectedExecutionException} if
     *     its event loop is closed
     */
    public Flux<CaughtSignal> receive() {
        Metering<CaughtSignal> metering =
                Metering.withoutBytes(options::metrics, () -> MeteredObject.of("signal", names()));
        return new SourceFlux<>(stopSwitch, metering, actual -> {
            EventLoop loop = options.eventLoop();
            SignalFd signals = capture.open();
            try {
                return new LoopSource<>(
                        actual, loop, signals, new OneByOneReader<>(signals::tryRead, signals::close), null);
            } catch (OutOfMemoryError noRoom) {
                signals.close();
                throw noRoom;
            }
        });
    }

    /**
     * Stops this receiver for good: it no longer reads signals, and its streams complete. Streams that begin later complete at
     * once. The signals stay caught. May be called from any thread and from {@code onNext}. A second stop only waits for the first one.
     */
    @Override
    public void stop() {
        stopSwitch.stop();
    }

    private String names() {
        return capture.signals().stream().map(Signal::toString).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return "SignalReceiver(" + capture + ")";
    }
}
