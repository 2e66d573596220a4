package io.sluice.cli.timerfd;

import io.sluice.timerfd.TimerClock;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a clock. */
final class ClockConverter implements ITypeConverter<TimerClock> {
    @Override
    public TimerClock convert(String value) {
        try {
            return TimerClock.named(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
