/**
 * How objects become the bytes of messages, and the bytes objects: {@link io.sluice.codec.MessageCodec}, with the codecs for bytes
 * and text. Knows no queue and imports nothing.
 */
@NullMarked
package io.sluice.codec;

import org.jspecify.annotations.NullMarked;
