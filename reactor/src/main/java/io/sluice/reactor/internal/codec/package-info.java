/**
 * The engine of decoding: {@link io.sluice.reactor.internal.codec.Decoding} decodes the messages of one receiver of any kind.
 * Imports {@code io.sluice.reactor.codec} and {@code io.sluice.reactor}, and no kind.
 */
@NullMarked
package io.sluice.reactor.internal.codec;

import org.jspecify.annotations.NullMarked;
