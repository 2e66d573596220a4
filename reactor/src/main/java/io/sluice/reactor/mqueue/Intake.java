package io.sluice.reactor.mqueue;

import io.sluice.blocking.ReceiveHandler;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageDecoder;
import io.sluice.mqueue.PosixMessageQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a stream takes the messages of its queue, and what it makes of them.
 *
 * @param receive takes the next one by a call that does not wait; null if there is none
 * @param blockingReceive begins to wait for the next one in the kernel, and hands the wait to the handler
 * @param <T> the type of the elements
 */
record Intake<T>(Supplier<@Nullable T> receive, Consumer<ReceiveHandler<T>> blockingReceive) {
    /** The messages themselves, with arrays of their own. */
    static Intake<PosixMessage> copied(PosixMessageQueue queue) {
        return new Intake<>(queue::tryReceive, queue::blockingReceive);
    }

    /** What a decoder makes of them, without an array for each. */
    static <T> Intake<T> decoded(PosixMessageQueue queue, PosixMessageDecoder<? extends T> decoder) {
        return new Intake<>(() -> queue.<T>tryReceive(decoder), handler -> queue.<T>blockingReceive(decoder, handler));
    }
}
