package io.sluice.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the project of a key made by ftok(3): one character. */
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
