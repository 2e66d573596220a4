/**
 * Pipes, FIFOs and the standard streams of child processes as {@code Flux} and {@code Mono}. Imports the engines in {@code
 * internal} and {@code io.sluice.reactor}.
 */
@NullMarked
package io.sluice.reactor.pipe;

import org.jspecify.annotations.NullMarked;
