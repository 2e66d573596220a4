package io.sluice.cli;

import io.sluice.sysvipc.IpcKey;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which System V queue: by a key. */
class SysvKey {
    @Option(
            names = "--key",
            paramLabel = "NUMBER",
            converter = IpcKeyConverter.class,
            description = "The key, such as 1234 or 0x000004d2.")
    private @Nullable IpcKey key;

    @ArgGroup(exclusive = false)
    private @Nullable OfPath ofPath;

    /** A key made of a file, as {@code ftok} does. */
    static final class OfPath {
        @Option(
                names = "--path",
                required = true,
                paramLabel = "PATH",
                description = "A file of which ftok makes the key.")
        private Path path = Path.of("");

        @Option(
                names = "--project",
                required = true,
                paramLabel = "CHAR",
                converter = ProjectConverter.class,
                description = "The character that ftok mixes in.")
        private int project;
    }

    /** Null where none was given. */
    @Nullable
    IpcKey key() {
        OfPath given = ofPath;
        return given == null ? key : IpcKey.ofPath(given.path, given.project);
    }
}
