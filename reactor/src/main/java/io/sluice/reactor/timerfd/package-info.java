/** Timers as {@code Flux} and {@code Mono}. Imports the engines in {@code internal} and {@code io.sluice.reactor}. */
@NullMarked
package io.sluice.reactor.timerfd;

import org.jspecify.annotations.NullMarked;
