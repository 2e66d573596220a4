package io.sluice.fd;

/**
 * A handle that was opened while a {@link io.sluice.HandleWatch} watched. It does not keep the handle itself from the garbage
 * collector. May be used from any thread.
 *
 * <pre>{@code
 * if (handle.isOpen()) {
 *     System.err.println(handle.description() + " is still open");
 *     handle.opening().printStackTrace();
 * }
 * }</pre>
 */
public interface OpenedHandle {
    /**
     * What was opened.
     *
     * @return such as the name of a queue
     */
    String description();

    /**
     * The place where it was opened, which nobody has thrown.
     *
     * @return has the stack of the thread that opened it
     */
    Throwable opening();

    /**
     * Whether it is open.
     *
     * @return false once it was closed or dropped
     */
    boolean isOpen();

    /**
     * Whether it became garbage without a close. That is found some time after a garbage collection, and never if it was
     * opened at {@link LeakDetection#DISABLED}.
     *
     * @return true once that was found
     */
    boolean wasDropped();
}
