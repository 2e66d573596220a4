package io.sluice.trial.stop;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import reactor.core.publisher.Flux;

/**
 * One stream of numbers out of a queue that a C program fills, and the two ways to end it.
 *
 * @param numbers what the program has sent, as far as this stream takes it
 * @param stop stops the receiver
 * @param close closes the receiver's own handle of the queue
 */
record StoppedStream(Flux<Long> numbers, Runnable stop, Runnable close) {
    /** The number in a message. */
    static long number(byte[] payload) {
        return ByteBuffer.wrap(payload).order(ByteOrder.nativeOrder()).getLong();
    }
}
