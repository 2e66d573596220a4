/**
 * C structs as messages: {@link io.sluice.codec.struct.StructCodec} holds a class, such as a record, and a C {@code struct} together by a
 * declared layout. Imports {@code io.sluice.codec} alone.
 */
@NullMarked
package io.sluice.codec.struct;

import org.jspecify.annotations.NullMarked;
