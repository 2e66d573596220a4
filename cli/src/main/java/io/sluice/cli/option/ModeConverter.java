package io.sluice.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads permission bits as chmod(1) does: octal, without a prefix. */
public final class ModeConverter implements ITypeConverter<Integer> {
    private static final int OCTAL = 8;

    /** Makes a converter. */
    public ModeConverter() {}

    @Override
    public Integer convert(String value) {
        if (!value.matches("0?[0-7]{1,3}")) {
            throw new TypeConversionException("'" + value + "' is not an octal mode from 0 to 0777, such as 0660");
        }
        return Integer.parseInt(value, OCTAL);
    }
}
