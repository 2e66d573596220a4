package io.sluice.cli.lock;

import io.sluice.lock.LockRange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a range of bytes, such as {@code 0+512}, and writes it in the same way. */
final class RangeConverter implements ITypeConverter<LockRange> {
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,19})\\+([0-9]{1,19})");

    @Override
    public LockRange convert(String value) {
        Matcher range = RANGE.matcher(value);
        if (!range.matches()) {
            throw new TypeConversionException("'" + value + "' is no range: use FROM+LENGTH, such as 0+512");
        }
        try {
            return LockRange.of(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)));
        } catch (NumberFormatException tooLarge) {
            throw new TypeConversionException("'" + value + "' has a number greater than " + Long.MAX_VALUE);
        } catch (IllegalArgumentException tooLong) {
            throw new TypeConversionException(String.valueOf(tooLong.getMessage()));
        }
    }

    static String text(LockRange range) {
        return range.from() + "+" + range.length();
    }
}
