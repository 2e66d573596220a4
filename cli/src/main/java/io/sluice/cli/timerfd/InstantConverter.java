package io.sluice.cli.timerfd;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a time in the future. The library accepts a past time, and its timer expires at once, because a near time may pass
 * before the call. On a command line, a past time is a mistake.
 */
final class InstantConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String value) {
        Instant time = time(value);
        Instant now = Instant.now();
        if (!time.isAfter(now)) {
            throw new TypeConversionException("'" + value + "' is in the past: the time is " + now);
        }
        return time;
    }

    private static Instant time(String value) {
        try {
            TemporalAccessor parsed =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(value, ZonedDateTime::from, LocalDateTime::from);
            return parsed instanceof LocalDateTime local
                    ? local.atZone(ZoneId.systemDefault()).toInstant()
                    : ZonedDateTime.from(parsed).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + value + "' is not a time, such as 2030-01-01T00:00:00Z or 2030-01-01T00:00+01:00");
        }
    }
}
