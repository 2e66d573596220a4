package io.sluice.codec.struct;

/**
 * Gives the {@code float} of an object.
 *
 * <pre>{@code
 * ToFloatFunction<Integer> half = number -> number / 2f;
 * }</pre>
 *
 * @param <T> the type of the objects
 */
@FunctionalInterface
public interface ToFloatFunction<T> {
    /**
     * Gives the number.
     *
     * @param value the object
     * @return its number
     */
    float applyAsFloat(T value);
}
