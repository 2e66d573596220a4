package io.sluice.codec.struct;

import io.sluice.codec.CodecException;
import org.jspecify.annotations.Nullable;

/**
 * One member of a struct.
 *
 * @param struct the struct that has it
 * @param name its name
 * @param cType the C type of it, or of one of its elements
 * @param length how many elements its array has; 0 if it is none
 * @param offset bytes from the start of the struct
 * @param elementSize bytes of it, or of one of its elements
 * @param nested the layout of its type, if that is a struct
 */
record Member(
        String struct,
        String name,
        String cType,
        int length,
        int offset,
        int elementSize,
        @Nullable StructCodec<?> nested) {

    <V> V notNull(@Nullable V value) {
        if (value == null) {
            throw new CodecException(this + " is null.");
        }
        return value;
    }

    void checkLength(int given) {
        if (given != length) {
            throw new CodecException(this + " is an array of " + length + " elements, and was given " + given + ".");
        }
    }

    String declaration() {
        return cType + " " + name + (length == 0 ? "" : "[" + length + "]") + ";";
    }

    /** For errors. */
    @Override
    public String toString() {
        return "The field " + name + " of struct " + struct;
    }
}
