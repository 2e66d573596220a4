package io.sluice.reactor.mqueue;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.internal.source.LoopReader;
import io.sluice.reactor.internal.source.LoopSource;
import io.sluice.reactor.internal.source.Spin;

/** Receives what readiness brings. */
final class ReadyMessages implements LoopReader<PosixMessage> {
    private final MessageSlices slices;

    ReadyMessages(PosixMessageQueue queue) {
        slices = new MessageSlices(queue, new Spin());
    }

    @Override
    public Found take(LoopSource<PosixMessage> source) {
        return slices.take(source);
    }
}
