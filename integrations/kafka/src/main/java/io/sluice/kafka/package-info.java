/**
 * Bridges between Linux queues and Kafka. A message on its way to Kafka is in the kernel, in a journal on disk, or acknowledged.
 *
 * <p>May import {@code io.sluice.reactor}, {@code core} and Kafka's client.
 */
@NullMarked
package io.sluice.kafka;

import org.jspecify.annotations.NullMarked;
