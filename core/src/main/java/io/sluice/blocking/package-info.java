/**
 * Calls that block in the kernel, where no descriptor reports readiness or where readiness is not fair. Each call under way
 * holds one of {@link io.sluice.blocking.WaitingThreads}. Its caller gets a {@link io.sluice.blocking.KernelWait}, by which
 * it interrupts the call. The thread is interrupted by a signal ({@link io.sluice.blocking.WakeSignal}), which is repeated
 * until the thread has left the kernel. A handle keeps its calls in a {@link io.sluice.blocking.WaitSet} and ends them all
 * before it closes.
 *
 * <p>Two system properties set this package up: {@value io.sluice.blocking.WaitingThreads#MAX_SHARED_PROPERTY}, the number of
 * shared threads, and {@value io.sluice.blocking.WakeSignal#PROPERTY}, the number of the signal. {@link
 * io.sluice.blocking.WaitingThreads#shutdownShared()} ends what is shared.
 *
 * <p>Imports {@code io.sluice.memory}, {@code io.sluice.libc} and {@code io.sluice.errno}.
 */
@NullMarked
package io.sluice.blocking;

import org.jspecify.annotations.NullMarked;
