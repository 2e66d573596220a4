package io.sluice.sharedmemory;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.files.FileStatus;
import io.sluice.files.FileType;
import io.sluice.files.LimitFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Turns the kernel's answers about mappings into what happened and what to do. */
final class MapErrors {
    private static final Path MAX_MAP_COUNT = Path.of("/proc/sys/vm/max_map_count");

    private MapErrors() {}

    /** Loads what the sentences need: a process that is out of descriptors cannot open a class file. */
    static void load() {
        open("", Errno.EMFILE.number(), null);
    }

    static ErrnoException open(String path, int errno, @Nullable FileStatus found) {
        String remedy = switch (Errno.of(errno)) {
            case ENOENT -> "There is no such file, or no such folder.";
            case EACCES ->
                found == null
                        ? "This user may not search a folder on the path."
                        : "The file has " + found.access()
                                + ", and this user may not open it so: map it readOnly(), or as a privateCopy().";
            case EROFS -> "A file on it can be mapped readOnly(), or as a privateCopy().";
            case EISDIR -> "This is a folder: map a file in it.";
            default -> descriptors(Errno.of(errno));
        };
        return new ErrnoException("open", path, errno, remedy);
    }

    static String descriptors(Errno errno) {
        return switch (errno) {
            case EMFILE ->
                "RLIMIT_NOFILE: this process has as many descriptors open as it may (ulimit -n): close some, or raise the"
                        + " limit.";
            case ENFILE -> "The system's table of open files is full: see /proc/sys/fs/file-max.";
            default -> "";
        };
    }

    static ErrnoException notAFile(String path, @Nullable FileStatus found) {
        FileType type = found == null ? FileType.OTHER : found.type();
        return type == FileType.FOLDER
                ? open(path, Errno.EISDIR.number(), found)
                : new ErrnoException("mmap", path, Errno.EINVAL, "This is " + type + ": map a regular file.");
    }

    static ErrnoException outside(String path, long offset, long length, long size) {
        String asked = length == 0 ? "bytes from " + offset + " on" : length + " bytes from " + offset + " on";
        return new ErrnoException(
                "mmap",
                path,
                Errno.EINVAL,
                "The file has " + size + " bytes, and " + asked + " were asked for. Access behind its end would fail.");
    }

    static ErrnoException map(String object, int errno, long size) {
        String remedy = switch (Errno.of(errno)) {
            case ENOMEM ->
                "There is no room for " + size + " bytes among the addresses of this process (ulimit -v), or it has as"
                        + " many mappings as it may: vm.max_map_count is "
                        + LimitFile.read(MAX_MAP_COUNT).stream()
                                .mapToObj(Integer::toString)
                                .findFirst()
                                .orElse("unknown")
                        + ".";
            case EPERM -> "A seal forbids to map it for writing.";
            default -> "";
        };
        return new ErrnoException("mmap", object, errno, remedy);
    }
}
