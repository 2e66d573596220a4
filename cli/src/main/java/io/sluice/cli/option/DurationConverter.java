package io.sluice.cli.option;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads durations: {@code 500ms}, {@code 1.5s}, {@code 2m}, {@code 1h}, or ISO 8601 such as {@code PT0.5S}. One that is longer than
 * 292 years is that long: the nanoseconds of each fit in a {@code long}, in which waits count them.
 */
public class DurationConverter implements ITypeConverter<Duration> {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,18})?)(ms|s|m|h)");

    /** Makes a converter. */
    public DurationConverter() {}

    @Override
    public Duration convert(String value) {
        try {
            Matcher parts = NUMBER_AND_UNIT.matcher(value);
            Duration duration = parts.matches() ? of(parts.group(1), parts.group(2)) : iso(value);
            if (!duration.isNegative()) {
                return duration.compareTo(LONGEST) < 0 ? duration : LONGEST;
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw new TypeConversionException(problem(value));
        }
        throw new TypeConversionException(problem(value));
    }

    private static Duration iso(String value) {
        return Duration.parse(value.toUpperCase(Locale.ROOT));
    }

    private static Duration of(String number, String unit) {
        long nanosOfUnit = switch (unit) {
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
        };
        // Rounded up: a wait must not end early.
        BigDecimal nanos =
                new BigDecimal(number).multiply(BigDecimal.valueOf(nanosOfUnit)).setScale(0, RoundingMode.CEILING);
        BigDecimal[] seconds = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
        return Duration.ofSeconds(seconds[0].longValueExact(), seconds[1].longValueExact());
    }

    private static String problem(String value) {
        return "'" + value + "' is not a duration of zero or more, such as 500ms, 2s, 1m or PT0.5S";
    }

    /** Reads durations above zero. */
    public static final class Positive extends DurationConverter {
        /** Makes a converter. */
        public Positive() {}

        @Override
        public Duration convert(String value) {
            Duration duration = super.convert(value);
            if (duration.isZero()) {
                throw new TypeConversionException("'" + value + "' is not longer than zero");
            }
            return duration;
        }
    }
}
