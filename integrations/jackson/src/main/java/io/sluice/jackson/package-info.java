/**
 * JSON as messages: {@link io.sluice.jackson.Jackson3Codec} and {@link io.sluice.jackson.Jackson2Codec}. Imports {@code
 * io.sluice.codec} and Jackson. Each class needs its own Jackson alone.
 */
@NullMarked
package io.sluice.jackson;

import org.jspecify.annotations.NullMarked;
