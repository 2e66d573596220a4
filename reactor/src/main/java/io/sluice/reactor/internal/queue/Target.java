package io.sluice.reactor.internal.queue;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.Pollable;
import io.sluice.reactor.OperationRecorder;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the operations of a queue act on, and all in which the kinds differ for them.
 *
 * @param <M> what an operation carries: a message, for example
 */
public interface Target<M> {
    /** How an attempt ended that did not fail. */
    enum Attempt {
        /** The operation had its effect. */
        DONE,
        /** A part of the effect is there, and the rest is to be attempted. */
        PARTIAL,
        /** It had no effect: it would have to wait. */
        WOULD_BLOCK
    }

    /**
     * The first operation is about to be attempted. On the event loop's thread, once.
     *
     * @param end to be called on the loop's thread when no operation can ever have an effect any more; whatever keeps it must
     *     not keep a sender that nobody uses any more from becoming garbage
     */
    default void started(EventLoop loop, Consumer<Throwable> end) {}

    /** Attempts an operation without waiting. Throws where it failed, and would fail again. */
    Attempt attempt(M message);

    /** Several operations that have their effect in one call of the kernel: all of them, or none. On the event loop's thread. */
    interface Joint<M> {
        /** Whether an operation can be added to those that were added before. */
        boolean fits(M message);

        /** Adds an operation that fits, behind the others. */
        void add(M message);

        /**
         * Attempts all that were added without waiting. False if they would have to wait. Throws where the first of them
         * failed; the others may not fail then.
         */
        boolean attempt();

        /** Forgets what was added: behind each attempt, and in place of one. */
        void clear();
    }

    /** How several operations are attempted together; null where each needs a call of its own. The same at each call. */
    default @Nullable Joint<M> joint() {
        return null;
    }

    /**
     * Whether an operation can wait in the kernel. Where it cannot, {@link #block} is never called, and an operation waits for
     * readiness alone. That is enough where the kernel does not serve blocked processes first.
     */
    default boolean canBlock() {
        return true;
    }

    /**
     * Begins to wait in the kernel until the operation has its effect.
     *
     * @param deadline until when, on the wall clock; null for no end, and always where the kernel knows no such deadline
     * @return the wait
     */
    default KernelWait block(M message, @Nullable Instant deadline, WaitHandler handler) {
        throw new UnsupportedOperationException(this + " never waits in the kernel");
    }

    /**
     * An operation of which a part had its effect ends without the rest. Called on the event loop's thread, before another
     * operation is attempted.
     *
     * @param cause why; null where it was cancelled, and nobody learns of the outcome
     * @return the outcome
     */
    default Throwable torn(M message, @Nullable Throwable cause) {
        return cause == null ? new CancellationException() : cause;
    }

    /**
     * Takes back the effect of an operation that was cancelled before anybody learned of it. Does nothing where the kind
     * knows no way back: a message that is in a queue stays there.
     */
    default void undo(M message) {}

    /**
     * What notifies of readiness. Where the target can block, it is the same at each call, or null at each where only a wait in
     * the kernel notifies. Where the target cannot block, it may change with each attempt; while it is null, the first operation
     * is attempted again after a pause.
     */
    @Nullable
    Pollable pollable();

    /** How many operations are attempted in one go, and taken ahead by a stream of which nothing else was said. */
    int batch();

    /** What records the operations; null where nothing does. The same at each call. */
    default @Nullable OperationRecorder recorder() {
        return null;
    }

    /** How many bytes an operation brings to the other side; 0 where it brings none. */
    default long bytes(M message) {
        return 0;
    }

    /** Why no operation can have an effect any more, as far as that is known at once; null where one may. From any thread. */
    default @Nullable Throwable ended() {
        return null;
    }

    /** Whether an error is the end for all operations, and not for one alone. */
    boolean isFinal(Throwable error);

    /** The outcome of an operation that does not wait. */
    ErrnoException full();

    /** The outcome of an operation that has waited for too long. */
    ErrnoException timedOut();

    /** The outcome of an operation that waited when the handle was closed. */
    ClosedHandleException closed();
}
