package io.sluice.cli;

import io.sluice.mqueue.PosixMessageQueue;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes what can be a queue's name. */
final class QueueNameConverter implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
        try {
            PosixMessageQueue.builder(value); // opens nothing yet, but checks the name
            return value;
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
