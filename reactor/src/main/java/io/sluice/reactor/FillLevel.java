package io.sluice.reactor;

import java.util.function.DoubleSupplier;

/**
 * How full an object is. The numbers are read from the kernel when they are asked for.
 *
 * <pre>{@code
 * for (FillLevel level : MeteredObject.of(queue).levels()) {
 *     System.out.println(level.current() + " of " + level.limit() + " " + level.unit());
 * }
 * }</pre>
 */
public final class FillLevel {
    private final String unit;
    private final DoubleSupplier current;
    private final DoubleSupplier limit;

    private FillLevel(String unit, DoubleSupplier current, DoubleSupplier limit) {
        this.unit = unit;
        this.current = current;
        this.limit = limit;
    }

    /**
     * A level.
     *
     * @param unit what is counted, in the plural, such as {@code messages}
     * @param current how many there are now; may throw, for instance where the object is closed
     * @param limit how many there may be; may throw as well, and gives NaN where there is no limit
     * @return the level
     */
    public static FillLevel of(String unit, DoubleSupplier current, DoubleSupplier limit) {
        return new FillLevel(unit, current, limit);
    }

    /**
     * What is counted.
     *
     * @return such as {@code messages}, {@code bytes} or {@code permits}
     */
    public String unit() {
        return unit;
    }

    /**
     * How many there are now.
     *
     * @return the number; NaN where the kernel does not say it any more, as that of a handle that is closed
     */
    public double current() {
        return read(current);
    }

    /**
     * How many there may be.
     *
     * @return the number; NaN where there is no limit, or the kernel does not say it any more
     */
    public double limit() {
        return read(limit);
    }

    private static double read(DoubleSupplier number) {
        try {
            return number.getAsDouble();
        } catch (RuntimeException closedOrRefused) {
            return Double.NaN;
        }
    }

    @Override
    public String toString() {
        return "FillLevel(" + unit + ")";
    }
}
