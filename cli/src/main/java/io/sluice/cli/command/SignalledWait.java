package io.sluice.cli.command;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A wait for something that is taken. It ends with what was taken, or with a signal and nothing taken. */
public final class SignalledWait {
    private final Sinks.One<Integer> signalled = Sinks.one();
    private final AtomicBoolean ended = new AtomicBoolean();

    /** A wait that has not begun yet. */
    public SignalledWait() {}

    /**
     * Waits until something was taken, or {@code HUP}, {@code INT} or {@code TERM} comes. To be called once.
     *
     * @param <T> the type of what is taken
     * @param taken takes it at subscription; is cancelled at a signal
     * @param giveBack gets what was taken at the moment of a signal
     * @return {@link ExitStatus#DONE}, or 128 and the number of the signal
     */
    public <T> Integer await(Mono<T> taken, Consumer<? super T> giveBack) {
        EndingSignals.handle(number -> {
            if (ended.compareAndSet(false, true)) {
                signalled.tryEmitValue(ExitStatus.SIGNALLED + number);
            }
        });
        Mono<Integer> done = taken.doOnNext(each -> {
                    if (!ended.compareAndSet(false, true)) {
                        giveBack.accept(each);
                    }
                })
                .thenReturn(ExitStatus.DONE);
        Integer status = Mono.firstWithSignal(signalled.asMono(), done).block();
        return status == null ? ExitStatus.FAILED : status;
    }
}
