package io.sluice.cli.option;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a System V object, such as a queue, by its key or by its identifier. */
public class IpcObjectOptions extends IpcKeyOptions {
    @Option(
            names = "--id",
            paramLabel = "NUMBER",
            converter = Identifier.class,
            description = "The identifier, as the command 'list' prints it.")
    private @Nullable Integer id;

    /** Makes the options. */
    public IpcObjectOptions() {}

    /**
     * The identifier.
     *
     * @return null where none was given
     */
    public final @Nullable Integer id() {
        return id;
    }

    /** Reads an identifier. */
    static final class Identifier extends WholeNumberConverter<Integer> {
        Identifier() {
            super(0, Integer.MAX_VALUE, Math::toIntExact);
        }
    }
}
