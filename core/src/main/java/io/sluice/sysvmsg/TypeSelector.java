package io.sluice.sysvmsg;

import io.sluice.libc.SysvMessageConstants;

/**
 * Says which messages to take from a queue. In C this is one number, whose meaning depends on its sign and on a flag. Here
 * each meaning has its own method.
 *
 * <pre>{@code
 * SysvMessage urgent = sysvQueue.tryReceive(TypeSelector.upTo(3)); // the lowest type first, as with priorities
 * SysvMessage other = sysvQueue.tryReceive(TypeSelector.except(7));
 * }</pre>
 *
 * @see "msgrcv(2)"
 */
public final class TypeSelector {
    private static final TypeSelector ANY = new TypeSelector(0, 0);

    private final long argument;
    private final int flags;

    private TypeSelector(long argument, int flags) {
        this.argument = argument;
        this.flags = flags;
    }

    /**
     * Every message, in the order of the queue ({@code msgtyp} 0).
     *
     * @return the selector
     */
    public static TypeSelector any() {
        return ANY;
    }

    /**
     * The messages of one type, in the order of the queue ({@code msgtyp > 0}).
     *
     * @param type the type, 1 or more
     * @return the selector
     * @throws IllegalArgumentException if the type is not positive
     */
    public static TypeSelector only(long type) {
        return new TypeSelector(SysvMessage.checkType(type), 0);
    }

    /**
     * The messages up to a type, the lowest type first, and the oldest of it ({@code msgtyp < 0}). Types are priorities then.
     *
     * @param type the highest type, 1 or more
     * @return the selector
     * @throws IllegalArgumentException if the type is not positive
     */
    public static TypeSelector upTo(long type) {
        return new TypeSelector(-SysvMessage.checkType(type), 0);
    }

    /**
     * The messages of every type but one, in the order of the queue ({@code MSG_EXCEPT}).
     *
     * @param type the type to leave in the queue, 1 or more
     * @return the selector
     * @throws IllegalArgumentException if the type is not positive
     */
    public static TypeSelector except(long type) {
        return new TypeSelector(SysvMessage.checkType(type), SysvMessageConstants.MSG_EXCEPT);
    }

    /**
     * Whether this selector matches a type.
     *
     * @param type a message's type
     * @return true if a message of this type may be received
     */
    public boolean matches(long type) {
        if (flags != 0) {
            return type != argument;
        }
        return argument == 0 || (argument > 0 ? type == argument : type <= -argument);
    }

    /** The {@code msgtyp} of {@code msgrcv}. */
    long argument() {
        return argument;
    }

    /** The flags of {@code msgrcv} that belong to it. */
    int flags() {
        return flags;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TypeSelector selector && argument == selector.argument && flags == selector.flags;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(argument) + flags;
    }

    @Override
    public String toString() {
        if (flags != 0) {
            return "any type but " + argument;
        }
        return argument == 0 ? "any type" : argument > 0 ? "type " + argument : "types up to " + -argument;
    }
}
