/** POSIX message queues as {@code Flux} and {@code Mono}: receivers, senders and notifiers. Imports the engines in {@code internal} and {@code io.sluice.reactor}. */
@NullMarked
package io.sluice.reactor.mqueue;

import org.jspecify.annotations.NullMarked;
