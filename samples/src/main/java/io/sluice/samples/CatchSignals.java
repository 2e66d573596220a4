package io.sluice.samples;

import io.sluice.reactor.signal.SignalReceiver;
import io.sluice.reactor.timerfd.Timers;
import io.sluice.signal.CaughtSignal;
import io.sluice.signal.Signal;
import io.sluice.signal.SignalCapture;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Catches signals by their names while a timer ticks, until the third signal of the first name. */
public final class CatchSignals {
    private static final Duration TICK = Duration.ofSeconds(1);

    private CatchSignals() {}

    /**
     * Prints each signal and each tick.
     *
     * @param args the signals, such as {@code USR1 RTMIN+3}, which is the default
     */
    public static void main(String[] args) {
        List<Signal> signals = Stream.of(args.length == 0 ? new String[] {"USR1", "RTMIN+3"} : args)
                .map(Signal::named)
                .toList();
        Signal last = signals.get(0);
        SignalReceiver receiver = SignalReceiver.create(SignalCapture.of(signals));
        System.out.println("process " + ProcessHandle.current().pid() + " ends at the third " + last);

        Mono<Void> third = receiver.receive()
                .doOnNext(CatchSignals::print)
                .filter(caught -> caught.signal().equals(last))
                .take(3)
                .then();
        Timers.create()
                .every(TICK)
                .doOnNext(ticks -> System.out.println("tick"))
                .takeUntilOther(third)
                .blockLast();
    }

    private static void print(CaughtSignal caught) {
        Signal signal = caught.signal();
        System.out.println(signal + " (" + signal.description() + ") from process " + caught.senderPid() + ", value "
                + caught.value());
    }
}
