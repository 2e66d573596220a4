package io.sluice.reactor.internal.codec;

import io.sluice.reactor.codec.Undecodable;

/**
 * A message that was not taken as a dead letter.
 *
 * @param undecodable the message
 * @param error what the stream fails with
 */
record Refusal(Undecodable<?> undecodable, Throwable error) {}
