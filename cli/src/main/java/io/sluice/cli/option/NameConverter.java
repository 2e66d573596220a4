package io.sluice.cli.option;

import java.util.function.Consumer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of an object, by the rules of its kind. */
public abstract class NameConverter implements ITypeConverter<String> {
    private final Consumer<String> check;

    /** With what throws an {@link IllegalArgumentException} for a bad name, and opens nothing. */
    protected NameConverter(Consumer<String> check) {
        this.check = check;
    }

    @Override
    public String convert(String value) {
        try {
            check.accept(value);
            return value;
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
