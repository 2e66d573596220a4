package io.sluice.epoll;

import org.jspecify.annotations.Nullable;

/** Told about the readiness of one registration. Called on the event loop's thread; must not block. */
public interface ReadinessHandler {
    /**
     * The descriptor is, or a moment ago was, ready. Readiness may be stale: a call that finds nothing to do is normal.
     * It is told again and again until the cause is gone or the interest is taken back.
     */
    void onReady();

    /**
     * The registration ended, and nothing more is told.
     *
     * @param cause null if the descriptor was closed, otherwise why its loop cannot watch it any more
     */
    void onClosed(@Nullable Throwable cause);
}
