package io.sluice.reactor.mqueue;

import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.internal.source.LoopReader;
import io.sluice.reactor.internal.source.LoopSource;
import io.sluice.reactor.internal.source.Spin;

/**
 * Receives what readiness brings.
 *
 * @param <T> the type of the elements
 */
final class ReadyMessages<T> implements LoopReader<T> {
    private final MessageSlices<T> slices;

    ReadyMessages(PosixMessageQueue queue, Intake<T> intake) {
        slices = new MessageSlices<>(queue, intake, new Spin());
    }

    @Override
    public Found take(LoopSource<T> source) {
        return slices.take(source);
    }
}
