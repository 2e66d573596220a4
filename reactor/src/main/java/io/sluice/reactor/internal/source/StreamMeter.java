package io.sluice.reactor.internal.source;

import io.sluice.reactor.ReceiveRecorder;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/**
 * Records one stream. A recorder that throws is reported and used no more: the stream goes on without it, and loses nothing.
 *
 * @param <T> the type of its elements
 */
final class StreamMeter<T> {
    private static final ReceiveRecorder NOTHING = new ReceiveRecorder() {};

    private final ToLongFunction<? super T> bytes;
    private ReceiveRecorder recorder;

    StreamMeter(ReceiveRecorder recorder, ToLongFunction<? super T> bytes) {
        this.recorder = recorder;
        this.bytes = bytes;
    }

    /** Emits an element. Its size is read before: the subscriber may release it. */
    <E extends T> void emit(CoreSubscriber<? super E> subscriber, E element) {
        long delivering = delivering(bytes.applyAsLong(element));
        subscriber.onNext(element);
        try {
            recorder.delivered(delivering);
        } catch (RuntimeException | Error broken) {
            giveUp(broken);
        }
    }

    private long delivering(long size) {
        try {
            return recorder.delivering(size);
        } catch (RuntimeException | Error broken) {
            giveUp(broken);
            return 0;
        }
    }

    void discarded() {
        try {
            recorder.discarded();
        } catch (RuntimeException | Error broken) {
            giveUp(broken);
        }
    }

    void ended(@Nullable Throwable cause) {
        try {
            recorder.ended(cause == null ? null : ErrorReason.of(cause));
        } catch (RuntimeException | Error broken) {
            giveUp(broken);
        }
    }

    private void giveUp(Throwable broken) {
        recorder = NOTHING;
        BrokenRecorder.report(broken);
    }
}
