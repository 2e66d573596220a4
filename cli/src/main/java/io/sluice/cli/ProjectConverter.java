package io.sluice.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the one character that {@code ftok} mixes into a key. */
final class ProjectConverter implements ITypeConverter<Integer> {
    private static final int HIGHEST = 0x7f;

    @Override
    public Integer convert(String value) {
        if (value.length() != 1 || value.charAt(0) > HIGHEST || value.charAt(0) == 0) {
            throw new TypeConversionException("'" + value + "' is not one ASCII character, such as A");
        }
        return (int) value.charAt(0);
    }
}
