package io.sluice.reactor;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.SendHandler;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.Pollable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a line sends to, and all in which the kinds of queue differ for it.
 *
 * @param <M> the type of the messages
 */
interface SendTarget<M> {
    /** Sends without waiting; false if the queue is full. Throws where it can never be sent. */
    boolean trySend(M message);

    /**
     * Takes a turn in the kernel's own line.
     *
     * @param deadline until when, on the wall clock; null for no end, and always where the kernel knows no timed send
     */
    KernelWait sendInTurn(M message, @Nullable Instant deadline, SendHandler handler);

    /** What tells readiness; null where only a turn does. */
    @Nullable
    Pollable pollable();

    /** How many messages are sent in one go, and taken ahead by a stream of which nothing else was said. */
    int batch();

    /** The outcome of a send that does not wait. */
    ErrnoException full();

    /** The outcome of a send that waited for too long. */
    ErrnoException timedOut();

    /** The outcome of a send that waited when the queue's handle was closed. */
    ClosedHandleException closed();
}
