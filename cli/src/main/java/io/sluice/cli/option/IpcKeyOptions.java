package io.sluice.cli.option;

import io.sluice.sysvipc.IpcKey;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that name a System V object, such as a queue, by its key. */
public class IpcKeyOptions {
    @Option(
            names = "--key",
            paramLabel = "NUMBER",
            converter = IpcKeyConverter.class,
            description = "The key, such as 1234 or 0x000004d2.")
    private @Nullable IpcKey key;

    @ArgGroup(exclusive = false)
    private @Nullable OfPath ofPath;

    /** A key that ftok(3) makes of a file. */
    static final class OfPath {
        @Option(names = "--path", required = true, paramLabel = "PATH", description = "The file of a key made by ftok.")
        private Path path = Path.of("");

        @Option(
                names = "--project",
                required = true,
                paramLabel = "CHAR",
                converter = ProjectConverter.class,
                description = "The project of a key made by ftok, one character.")
        private int project;
    }

    /** Makes the options. */
    public IpcKeyOptions() {}

    /**
     * The key.
     *
     * @return null where none was given
     */
    public final @Nullable IpcKey key() {
        OfPath given = ofPath;
        return given == null ? key : IpcKey.ofPath(given.path, given.project);
    }
}
