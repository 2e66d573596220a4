package io.sluice.reactor.signal;

import io.sluice.epoll.EventLoop;
import io.sluice.signal.CaughtSignal;
import io.sluice.signal.Signal;
import io.sluice.signal.SignalCapture;
import io.sluice.signal.SignalFd;
import io.sluice.testing.reactive.QueuePublisherVerification;
import java.util.ArrayList;
import java.util.List;
import org.reactivestreams.Publisher;
import org.testng.SkipException;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;

/** The rules of Reactive Streams for signals that this JVM catches. */
public class SignalVerificationTest extends QueuePublisherVerification<CaughtSignal> {
    /** Of this class alone: it stays caught. */
    private static final Signal SIGNAL = Signal.realTime(16);

    /** As many as are pending at once. */
    private static final int MOST = 1_000;

    private static final long SELF = ProcessHandle.current().pid();

    private final List<SignalReceiver> receivers = new ArrayList<>();

    @BeforeClass
    public void requireHandler() {
        if (!System.getProperty("os.arch").equals("amd64")) {
            throw new SkipException("the handler exists on x86-64 only");
        }
    }

    /** A subscriber that the TCK leaves behind would take the signals of the next test. */
    @BeforeMethod
    public void dropAll() {
        receivers.forEach(SignalReceiver::stop);
        receivers.clear();
        try (SignalFd signals = SignalCapture.of(SIGNAL).open()) {
            CaughtSignal left;
            do {
                left = signals.tryRead();
            } while (left != null);
        }
    }

    @Override
    public Publisher<CaughtSignal> createPublisher(long elements) {
        for (long i = 0; i < Math.min(elements, MOST); i++) {
            SIGNAL.sendTo(SELF, (int) i);
        }
        SignalReceiver receiver = SignalReceiver.create(SignalCapture.of(SIGNAL));
        receivers.add(receiver);
        return receiver.receive().take(elements);
    }

    @Override
    public Publisher<CaughtSignal> createFailedPublisher() {
        EventLoop loop = EventLoop.create();
        loop.close();
        return SignalReceiver.create(
                        SignalCapture.of(SIGNAL), SignalReceiverOptions.create().eventLoop(loop))
                .receive();
    }
}
