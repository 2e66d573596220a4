package io.sluice.spring.boot;

import io.sluice.errno.ErrnoException;
import java.util.function.Supplier;

/** An object that a property names could not be opened. */
final class NotOpenedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NotOpenedException(String key, Object value, RuntimeException cause) {
        super(PropertyProblems.line(key, value, String.valueOf(cause.getMessage())), cause);
    }

    /** Opens something, and says which property names it where that fails. */
    static <T> T naming(String key, Object value, Supplier<T> opening) {
        try {
            return opening.get();
        } catch (ErrnoException | IllegalArgumentException | IllegalStateException e) {
            throw new NotOpenedException(key, value, e);
        }
    }
}
