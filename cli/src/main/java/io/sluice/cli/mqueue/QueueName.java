package io.sluice.cli.mqueue;

import io.sluice.cli.command.AllowedAccess;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The argument that names a POSIX queue. */
final class QueueName {
    @Parameters(
            index = "0",
            paramLabel = "NAME",
            converter = Converter.class,
            description = "The queue's name. It begins with a slash, such as /orders.")
    private String value = "";

    PosixMessageQueue open(PosixAccess access) {
        return PosixMessageQueue.open(value, access);
    }

    /** Opens with the preferred access, or with the other one where the first is denied. */
    PosixMessageQueue open(PosixAccess preferred, PosixAccess otherwise) {
        return AllowedAccess.open(this::open, preferred, otherwise);
    }

    @Override
    public String toString() {
        return value;
    }

    /** Reads a name that the kernel accepts. */
    static final class Converter implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            try {
                PosixMessageQueue.builder(value); // checks the name and opens nothing
                return value;
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
