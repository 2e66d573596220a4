package io.sluice.cli.option;

import java.util.function.LongFunction;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads whole numbers of a range, in decimal.
 *
 * @param <N> the type of the numbers
 */
public abstract class WholeNumberConverter<N extends Number> implements ITypeConverter<N> {
    private final long lowest;
    private final long highest;
    private final LongFunction<N> type;

    /**
     * A converter for a range.
     *
     * @param lowest the lowest number of the range
     * @param highest the highest number of the range
     * @param type makes the result of a number in the range
     */
    protected WholeNumberConverter(long lowest, long highest, LongFunction<N> type) {
        this.lowest = lowest;
        this.highest = highest;
        this.type = type;
    }

    @Override
    public final N convert(String value) {
        try {
            long number = Long.parseLong(value);
            if (number >= lowest && number <= highest) {
                return type.apply(number);
            }
        } catch (NumberFormatException e) {
            throw new TypeConversionException(problem(value));
        }
        throw new TypeConversionException(problem(value));
    }

    private String problem(String value) {
        return "'" + value + "' is not a whole number from " + lowest + " to " + highest;
    }
}
