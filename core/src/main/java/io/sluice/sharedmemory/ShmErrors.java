package io.sluice.sharedmemory;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.files.FileStatus;
import io.sluice.files.FileSystemSpace;
import io.sluice.files.FileType;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import org.jspecify.annotations.Nullable;

/** Turns the kernel's answers about shared memory into what happened and what to do. */
final class ShmErrors {
    private ShmErrors() {}

    /** Loads what the sentences need: a process that is out of descriptors cannot open a class file. */
    static void load() {
        open("/", Errno.EMFILE.number(), null);
    }

    static ErrnoException open(String name, int errno, @Nullable FileStatus found) {
        String remedy = switch (Errno.of(errno)) {
            case ENOENT -> "There is no shared memory of this name: create it, or start its owner first.";
            case EEXIST -> "Shared memory of this name exists already: open it, or unlink it first.";
            case EACCES ->
                found == null
                        ? "This user may not make files in " + ShmFile.FOLDER + "."
                        : "It has " + found.access() + ", and this user may not open it so.";
            case ELOOP -> "The file " + ShmFile.path(name) + " is a symbolic link, and no shared memory.";
            case EISDIR -> "The file " + ShmFile.path(name) + " is a folder, and no shared memory.";
            default -> MapErrors.descriptors(Errno.of(errno));
        };
        return new ErrnoException("shm_open", name, errno, remedy);
    }

    static ErrnoException create(FileCalls files, String name, int errno, long size) {
        return switch (Errno.of(errno)) {
            case ENOSPC -> noSpace(files, "fallocate", name, size);
            case EFBIG -> new ErrnoException("fallocate", name, errno, "No file can have " + size + " bytes.");
            default -> open(name, errno, null);
        };
    }

    private static ErrnoException noSpace(FileCalls files, String call, String name, long size) {
        return new ErrnoException(
                call,
                name,
                Errno.ENOSPC,
                size + " bytes were to be reserved in " + ShmFile.FOLDER + ", which "
                        + FileSystemSpace.ofPath(files, ShmFile.FOLDER)
                        + ": remove what nobody needs there, or enlarge it (mount -o remount,size=; for a container,"
                        + " --shm-size).");
    }

    static ErrnoException unfit(String name, @Nullable FileStatus found, long least) {
        String file = "The file " + ShmFile.path(name);
        if (found == null || found.type() != FileType.REGULAR) {
            FileType type = found == null ? FileType.OTHER : found.type();
            return new ErrnoException("shm_open", name, Errno.EINVAL, file + " is " + type + ", and no shared memory.");
        }
        return new ErrnoException(
                "shm_open",
                name,
                Errno.EINVAL,
                found.size() == 0
                        ? "It is empty: whoever has created it has not given it a size yet (ftruncate), or has died"
                                + " before that."
                        : "It has " + found.size() + " bytes, and " + least + " were asked for.");
    }

    static ErrnoException memfd(String name, int errno) {
        return new ErrnoException("memfd_create", name, errno, MapErrors.descriptors(Errno.of(errno)));
    }

    /** The descriptor is that of the memory. */
    static ErrnoException noRoomFor(FileCalls files, int number, String name, int errno, long size) {
        String remedy = switch (Errno.of(errno)) {
            case ENOSPC, ENOMEM ->
                size + " bytes were asked for, and its file system " + FileSystemSpace.ofDescriptor(files, number)
                        + ".";
            case EFBIG -> "No file can have " + size + " bytes.";
            case EPERM -> "A seal forbids it: the memory has " + seals(files, number) + ".";
            default -> "";
        };
        return new ErrnoException("fallocate", name, errno, remedy);
    }

    static ErrnoException shrink(FileCalls files, int number, String name, int errno) {
        String remedy =
                Errno.of(errno) == Errno.EPERM ? "A seal forbids it: the memory has " + seals(files, number) + "." : "";
        return new ErrnoException("ftruncate", name, errno, remedy);
    }

    static ErrnoException seal(FileCalls files, int number, String name, int errno) {
        String remedy = switch (Errno.of(errno)) {
            case EINVAL -> "Only memory without a name has seals: see SharedMemory.anonymous.";
            case EPERM ->
                "It is sealed against further seals, or open for reading alone: it has " + seals(files, number) + ".";
            case EBUSY ->
                "A mapping is there through which the bytes can be changed: close each of them first, or use FUTURE_WRITE.";
            default -> "";
        };
        return new ErrnoException("fcntl", name, errno, remedy);
    }

    private static String seals(FileCalls files, int number) {
        int bits = files.fcntl(number, FileConstants.F_GET_SEALS, 0);
        return "the seals " + Seal.ofBits(Math.max(bits, 0));
    }

    static ErrnoException unlink(String name, int errno) {
        String remedy = switch (Errno.of(errno)) {
            case ENOENT -> "There is no shared memory of this name.";
            case EACCES, EPERM -> "Only the owner of the shared memory and root may unlink it.";
            case EISDIR -> "The file " + ShmFile.path(name) + " is a folder, and no shared memory.";
            default -> "";
        };
        return new ErrnoException("shm_unlink", name, errno, remedy);
    }
}
