/**
 * Pipes and FIFOs: {@link io.sluice.pipe.Fifo} makes and removes a FIFO, {@link io.sluice.pipe.Pipe} is a pipe without a
 * name, and {@link io.sluice.pipe.PipeReadEnd} and {@link io.sluice.pipe.PipeWriteEnd} read and write without blocking.
 * Imports {@code io.sluice.files} and below, and no other kind.
 */
@NullMarked
package io.sluice.pipe;

import org.jspecify.annotations.NullMarked;
