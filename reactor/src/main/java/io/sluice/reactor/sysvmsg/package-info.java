/** System V message queues as {@code Flux} and {@code Mono}: receivers and senders. Imports the engines in {@code internal} and {@code io.sluice.reactor}. */
@NullMarked
package io.sluice.reactor.sysvmsg;

import org.jspecify.annotations.NullMarked;
