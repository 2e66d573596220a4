package io.sluice.epoll;

import org.jspecify.annotations.Nullable;

/**
 * Handles the readiness of one registration. Called on the event loop's thread; must not block.
 *
 * <pre>{@code
 * ReadinessHandler handler = new ReadinessHandler() {
 *     @Override
 *     public void onReady() {
 *         System.out.println(timer.tryRead() + " expirations");
 *     }
 *
 *     @Override
 *     public void onClosed(Throwable cause) {
 *         System.out.println(cause == null ? "the timer was closed" : "not watched any more: " + cause);
 *     }
 * };
 * loop.execute(() -> loop.register(timer, handler).interest(Interest.READ));
 * }</pre>
 */
public interface ReadinessHandler {
    /**
     * The descriptor is, or a moment ago was, ready. Readiness may be stale: a call that finds nothing to do is normal.
     * It is called in each round of the loop until the cause is gone or the interest is withdrawn.
     */
    void onReady();

    /**
     * The registration ended, and no method is called any more.
     *
     * @param cause null if the descriptor was closed, otherwise why its loop cannot watch it any more
     */
    void onClosed(@Nullable Throwable cause);
}
