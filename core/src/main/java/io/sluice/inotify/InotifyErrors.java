package io.sluice.inotify;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.files.LimitFile;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Turns the kernel's answers about watched folders into what happened and what to do. */
final class InotifyErrors {
    private static final Path LIMITS = Path.of("/proc/sys/fs/inotify");
    private static final Path LIMITS_OF_NAMESPACE = Path.of("/proc/sys/user");

    private InotifyErrors() {}

    /** Loads what the sentences need: a process that is out of descriptors cannot open a class file. */
    static void load() {
        instance("", Errno.EMFILE.number());
    }

    /** No inotify instance. */
    static ErrnoException instance(String folder, int errno) {
        String remedy = switch (Errno.of(errno)) {
            case EMFILE ->
                "Either this user has as many inotify instances as it may (" + limit("instances")
                        + "), and each watched folder is one: close some, or raise it as root with sysctl"
                        + " fs.inotify.max_user_instances. Or this process has as many descriptors open as it may (ulimit -n).";
            case ENFILE -> "The system's table of open files is full: see /proc/sys/fs/file-max.";
            case ENOMEM -> "The kernel has no memory for an inotify instance.";
            default -> "";
        };
        return new ErrnoException("inotify_init1", folder, errno, remedy);
    }

    /** The folder cannot be watched. */
    static ErrnoException watch(String folder, int errno) {
        String remedy = switch (Errno.of(errno)) {
            case ENOENT -> "There is no such folder: create it first, or wait for it with NameAppearance.";
            case ENOTDIR -> "Only folders are watched. To watch one file, watch its folder and look at the names.";
            case EACCES -> "Watching a folder needs permission to read it, and to search the folders above.";
            case ENOSPC ->
                "This user watches as many files and folders as it may (" + limit("watches")
                        + "): end some watches, or raise it as root with sysctl fs.inotify.max_user_watches.";
            default -> "";
        };
        return new ErrnoException("inotify_add_watch", folder, errno, remedy);
    }

    /** A user namespace, such as that of a container, has a limit of its own beside that of the system. */
    private static String limit(String name) {
        Path ofSystem = LIMITS.resolve("max_user_" + name);
        Path ofNamespace = LIMITS_OF_NAMESPACE.resolve("max_inotify_" + name);
        return withValue(ofSystem) + ", in this user namespace " + withValue(ofNamespace);
    }

    private static String withValue(Path file) {
        OptionalInt value = LimitFile.read(file);
        return file + (value.isPresent() ? " is " + value.getAsInt() : "");
    }
}
