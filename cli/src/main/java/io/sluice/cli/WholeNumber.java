package io.sluice.cli;

import io.sluice.mqueue.PosixMessage;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads whole numbers of a range, in decimal. */
abstract class WholeNumber<N extends Number> implements ITypeConverter<N> {
    private final long lowest;
    private final long highest;

    private WholeNumber(long lowest, long highest) {
        this.lowest = lowest;
        this.highest = highest;
    }

    long number(String value) {
        try {
            long number = Long.parseLong(value);
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new TypeConversionException(problem(value));
        }
        throw new TypeConversionException(problem(value));
    }

    private String problem(String value) {
        return "'" + value + "' is not a whole number from " + lowest + " to " + highest;
    }

    /** A number of messages to print. */
    static final class Count extends WholeNumber<Long> {
        Count() {
            super(1, Long.MAX_VALUE);
        }

        @Override
        public Long convert(String value) {
            return number(value);
        }
    }

    /** A number that the kernel keeps in an {@code int}. */
    static final class Size extends WholeNumber<Integer> {
        Size() {
            super(1, Integer.MAX_VALUE);
        }

        @Override
        public Integer convert(String value) {
            return (int) number(value);
        }
    }

    /** A message's priority. */
    static final class Priority extends WholeNumber<Integer> {
        Priority() {
            super(0, PosixMessage.MAX_PRIORITY);
        }

        @Override
        public Integer convert(String value) {
            return (int) number(value);
        }
    }

    /** A System V message's type. */
    static final class MessageType extends WholeNumber<Long> {
        MessageType() {
            super(1, Long.MAX_VALUE);
        }

        @Override
        public Long convert(String value) {
            return number(value);
        }
    }

    /** A System V queue's identifier. */
    static final class Identifier extends WholeNumber<Integer> {
        Identifier() {
            super(0, Integer.MAX_VALUE);
        }

        @Override
        public Integer convert(String value) {
            return (int) number(value);
        }
    }

    /** How many bytes a System V queue holds. */
    static final class QueueBytes extends WholeNumber<Long> {
        QueueBytes() {
            super(0, 0xffff_ffffL);
        }

        @Override
        public Long convert(String value) {
            return number(value);
        }
    }
}
