package io.sluice.cli.option;

import io.sluice.sysvipc.IpcKey;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a key: hexadecimal as ipcs(1) prints it, such as {@code 0x000004d2}, or decimal. */
public final class IpcKeyConverter implements ITypeConverter<IpcKey> {
    private static final int HEXADECIMAL = 16;

    /** Makes a converter. */
    public IpcKeyConverter() {}

    @Override
    public IpcKey convert(String value) {
        try {
            int number = value.startsWith("0x")
                    ? Integer.parseUnsignedInt(value.substring(2), HEXADECIMAL)
                    : Integer.parseInt(value);
            return IpcKey.of(number);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + value + "' is not a key, such as 1234 or 0x000004d2");
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
