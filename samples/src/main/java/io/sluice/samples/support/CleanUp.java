package io.sluice.samples.support;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Undoes a set-up, its last step first: at the end, after a failure, and when the JVM is told to end, as by Ctrl-C. */
public final class CleanUp implements AutoCloseable {
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private boolean closed;

    /** Begins with nothing to undo. */
    public CleanUp() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /**
     * Takes a step of the set-up. The JVM cannot end between the step and the note of how to undo it.
     *
     * @param <T> what the step makes
     * @param setUp the step
     * @param undo undoes it
     * @return what the step has made
     * @throws CancellationException if the JVM is ending
     */
    public synchronized <T> T step(Supplier<T> setUp, Consumer<T> undo) {
        if (closed) {
            throw new CancellationException("the JVM is ending");
        }
        T made = setUp.get();
        steps.push(() -> undo.accept(made));
        return made;
    }

    /**
     * Whether the JVM is ending, or the set-up was undone.
     *
     * @return true if no further step can be taken
     */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Undoes all steps. A step that cannot be undone is reported on the standard error. */
    @Override
    public synchronized void close() {
        closed = true;
        for (Runnable undo = steps.poll(); undo != null; undo = steps.poll()) {
            try {
                undo.run();
            } catch (RuntimeException e) {
                System.err.println("not cleaned up: " + e.getMessage());
            }
        }
    }
}
