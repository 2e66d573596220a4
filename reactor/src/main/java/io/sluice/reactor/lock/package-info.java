/**
 * Locks on files as {@code Mono}, and streams that run with a lock. Imports the engines in {@code internal} and {@code
 * io.sluice.reactor}.
 */
@NullMarked
package io.sluice.reactor.lock;

import org.jspecify.annotations.NullMarked;
