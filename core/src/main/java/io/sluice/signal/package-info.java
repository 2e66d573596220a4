/**
 * Signals: their names ({@link io.sluice.signal.Signal}), sending them to processes ({@link
 * io.sluice.signal.SignalTarget}), and catching them ({@link io.sluice.signal.SignalCapture}) to read them from a descriptor
 * ({@link io.sluice.signal.SignalFd}). Imports {@code io.sluice.fd} and below, never another kind.
 */
@NullMarked
package io.sluice.signal;

import org.jspecify.annotations.NullMarked;
