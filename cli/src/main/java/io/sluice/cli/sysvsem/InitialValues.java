package io.sluice.cli.sysvsem;

import io.sluice.cli.option.WholeNumberConverter;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;

/** The values of a new set, with commas between them. */
final class InitialValues {
    private final int[] values;

    private InitialValues(int... values) {
        this.values = values;
    }

    int[] toArray() {
        return values.clone();
    }

    /** One value for each semaphore, as they are read here. */
    static String text(int... values) {
        return Arrays.stream(values).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    /** Reads values such as {@code 1,0,3}. */
    static final class Converter implements ITypeConverter<InitialValues> {
        private final Value value = new Value();

        @Override
        public InitialValues convert(String text) {
            return new InitialValues(
                    Arrays.stream(text.split(",", -1)).mapToInt(value::convert).toArray());
        }
    }

    /** Reads one of them. */
    private static final class Value extends WholeNumberConverter<Integer> {
        private static final int GREATEST = 32_767;

        Value() {
            super(0, GREATEST, Math::toIntExact);
        }
    }
}
