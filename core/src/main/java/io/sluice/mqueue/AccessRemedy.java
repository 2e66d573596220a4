package io.sluice.mqueue;

import io.sluice.errno.ErrnoException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * What to say to a user who may not open a queue. That user cannot ask the queue for its mode. The mqueue file system
 * shows the mode to everybody, if it is mounted.
 */
final class AccessRemedy {
    private AccessRemedy() {}

    static String of(String queue) {
        try {
            return of(queue, MqueueFileSystem.find().mountPoint());
        } catch (ErrnoException | UncheckedIOException notMounted) {
            return "The queue's mode and owner do not let this user open it so. Everybody can see them in the mqueue file"
                    + " system, which is not mounted here: mkdir -p /dev/mqueue && mount -t mqueue none /dev/mqueue as"
                    + " root, then ls -l /dev/mqueue" + queue + ".";
        }
    }

    /** The mount may belong to another IPC namespace, so the command that shows the mode is named in any case. */
    static String of(String queue, Path mountPoint) {
        String command = "ls -l " + mountPoint + queue;
        try {
            PosixMqPermissions found = MqInspection.permissions(Path.of(mountPoint + queue));
            return String.format(
                    "The queue has mode %04o, owner %d and group %d, which do not let this user open it so (%s).",
                    found.mode(), found.userId(), found.groupId(), command);
        } catch (IOException | InvalidPathException unknown) {
            return "The queue's mode and owner do not let this user open it so. Everybody can see them with " + command
                    + ".";
        }
    }
}
