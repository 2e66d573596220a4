/** Signals as {@code Flux}. Imports the engine in {@code internal.source} and {@code io.sluice.reactor}. */
@NullMarked
package io.sluice.reactor.signal;

import org.jspecify.annotations.NullMarked;
