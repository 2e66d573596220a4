package io.sluice.cli.timerfd;

import io.sluice.cli.command.SimilarNames;
import io.sluice.timerfd.TimerClock;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a clock. */
final class ClockConverter implements ITypeConverter<TimerClock> {
    @Override
    public TimerClock convert(String value) {
        try {
            return TimerClock.named(value);
        } catch (IllegalArgumentException e) {
            List<String> names =
                    Arrays.stream(TimerClock.values()).map(TimerClock::toString).toList();
            throw new TypeConversionException(e.getMessage() + SimilarNames.question(value, names));
        }
    }
}
