package io.sluice.cli.overview;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an object is recognized in {@code /proc}: a file by its device and inode, which stay right where names differ, as in a
 * container; a System V object by its identifier.
 */
record Target(Space space, long device, long number) {
    enum Space {
        FILE,
        SYSV_QUEUE,
        SYSV_SEMAPHORES,
        SYSV_MEMORY
    }

    static Target sysv(Space space, int id) {
        return new Target(space, 0, id);
    }

    /** The file at a path, a symbolic link followed; null if there is none. */
    static @Nullable Target ofFile(Path path) {
        try {
            Map<String, Object> values = Files.readAttributes(path, "unix:dev,ino");
            return new Target(Space.FILE, (Long) Objects.requireNonNull(values.get("dev")), (Long)
                    Objects.requireNonNull(values.get("ino")));
        } catch (IOException gone) {
            return null;
        }
    }
}
