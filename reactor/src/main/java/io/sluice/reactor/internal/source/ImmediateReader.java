package io.sluice.reactor.internal.source;

import io.sluice.errno.ClosedHandleException;
import org.jspecify.annotations.Nullable;

/**
 * How one kind takes elements by a call that never waits.
 *
 * @param <T> the type of the elements
 */
public interface ImmediateReader<T> {
    /** Takes an element that is there; null where there is none. */
    @Nullable
    T tryTake();

    /** Whether there is certainly no element left. */
    boolean isEmpty();

    /** The error of a handle that was closed before the subscription; null where it is open. */
    @Nullable
    ClosedHandleException closedBefore();
}
