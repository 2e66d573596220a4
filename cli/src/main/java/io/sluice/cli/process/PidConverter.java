package io.sluice.cli.process;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the id of a process. */
final class PidConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
        try {
            long pid = Long.parseLong(value);
            if (pid > 0 && pid <= Integer.MAX_VALUE) {
                return pid;
            }
        } catch (NumberFormatException noNumber) {
            throw new TypeConversionException(problem(value));
        }
        throw new TypeConversionException(problem(value));
    }

    private static String problem(String value) {
        return "'" + value + "' is not the id of a process: those are 1 to " + Integer.MAX_VALUE;
    }
}
