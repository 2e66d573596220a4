/**
 * {@code sluice bridge}: routes between queues and Kafka. Only {@link io.sluice.cli.bridge.Bridge} touches Kafka's client, so that other
 * commands do not load it. Imports {@code io.sluice.kafka}, and what the commands of all kinds share.
 */
@NullMarked
package io.sluice.cli.bridge;

import org.jspecify.annotations.NullMarked;
