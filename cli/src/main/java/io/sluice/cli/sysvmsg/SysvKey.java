package io.sluice.cli.sysvmsg;

import io.sluice.sysvipc.IpcKey;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that name a System V queue by its key. */
class SysvKey {
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

    /** Null where none was given. */
    @Nullable
    IpcKey key() {
        OfPath given = ofPath;
        return given == null ? key : IpcKey.ofPath(given.path, given.project);
    }
}
