package io.sluice.reactor;

/**
 * What receivers, notifiers, timers and most watchers have in common: they can be stopped, and lose no message then. Each kind
 * says what else its stop does.
 *
 * <pre>{@code
 * List<Stoppable> running = List.of(receiver, sysvReceiver);
 * running.forEach(Stoppable::stop);
 * }</pre>
 */
public interface Stoppable {
    /**
     * Stops for good. Nothing more is taken, what was taken is delivered, and the streams complete. Streams that begin later
     * complete at once. What it reads from stays open. May be called from any thread and from {@code onNext}. A second stop
     * only waits for the first one.
     */
    void stop();
}
