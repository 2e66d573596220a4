package io.sluice.samples.docs;

import io.sluice.reactor.signal.SignalReceiver;
import io.sluice.signal.Signal;
import io.sluice.signal.SignalCapture;
import io.sluice.signal.SignalTarget;

/** The Java of docs/signals.md. */
final class SignalsSnippets {
    private SignalsSnippets() {}

    static void send(long pid) {
        Signal.named("USR1").sendTo(pid);
        try (SignalTarget target = SignalTarget.open(pid)) {
            target.send(Signal.realTime(3), 42);
        }
    }

    static void capture() {
        SignalCapture capture = SignalCapture.of(Signal.USR1, Signal.realTime(3));
        SignalReceiver.create(capture)
                .receive()
                .doOnNext(caught -> System.out.println(caught.signal() + " from process " + caught.senderPid()))
                .blockLast();
    }
}
