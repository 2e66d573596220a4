package io.sluice.cli.signal;

import io.sluice.signal.NoSuchSignalException;
import io.sluice.signal.Signal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name or number of a signal. */
final class SignalConverter implements ITypeConverter<Signal> {
    @Override
    public Signal convert(String value) {
        try {
            return Signal.named(value);
        } catch (NoSuchSignalException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
