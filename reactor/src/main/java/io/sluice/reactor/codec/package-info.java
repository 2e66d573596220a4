/**
 * What receivers and senders do with a {@link io.sluice.codec.MessageCodec}: what happens to a message that cannot be decoded, and
 * senders that encode. Imports {@code io.sluice.reactor} alone, and no kind.
 */
@NullMarked
package io.sluice.reactor.codec;

import org.jspecify.annotations.NullMarked;
