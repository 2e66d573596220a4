/**
 * Semaphores of both kinds as {@code Mono} and {@code Flux} of permits. Imports the engines in {@code internal} and {@code
 * io.sluice.reactor}.
 */
@NullMarked
package io.sluice.reactor.semaphore;

import org.jspecify.annotations.NullMarked;
