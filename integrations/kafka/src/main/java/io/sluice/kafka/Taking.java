package io.sluice.kafka;

import io.sluice.reactor.Stoppable;
import reactor.core.publisher.Flux;

/**
 * Receiving from a queue.
 *
 * @param messages one for each that is asked for
 * @param receiver stops it, and loses nothing
 */
record Taking(Flux<QueueMessage> messages, Stoppable receiver) {}
