package io.sluice.cli.bridge;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads sizes: {@code 65536}, {@code 512k}, {@code 64m}, {@code 2g}. */
final class ByteSizeConverter implements ITypeConverter<Long> {
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,11})([kmg]?)");

    @Override
    public Long convert(String value) {
        Matcher parts = SIZE.matcher(value);
        if (!parts.matches()) {
            throw new TypeConversionException(
                    "'" + value + "' is not a size above zero, such as 65536, 512k, 64m or 2g");
        }
        int shift = switch (parts.group(2)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 0;
        };
        try {
            return Math.multiplyExact(Long.parseLong(parts.group(1)), 1L << shift);
        } catch (ArithmeticException overflow) {
            throw new TypeConversionException("'" + value + "' is too large: a size has at most 63 bits");
        }
    }
}
