package io.sluice.cli.message;

import picocli.CommandLine.ITypeConverter;

/**
 * What the number of a kind's messages is: its name, such as {@code priority}, and the option's converter, which knows the
 * range.
 *
 * @param name the name in JSON
 * @param converter reads a number, and refuses one that is out of range
 */
public record MessageNumber(String name, ITypeConverter<? extends Number> converter) {
    /** Messages of this kind have no number. */
    public static final MessageNumber NONE = new MessageNumber("", text -> 0);
}
