package io.sluice.cli.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** {@code /dev/shm}, where POSIX semaphores, shared memory and rings are files. */
final class SharedMemoryFolder implements Check {
    private static final String NAME = "/dev/shm";
    private static final String EFFECT =
            "POSIX semaphores, shared memory and rings are there: without room a new one fails with ENOSPC";
    private static final String REMEDY = "mount -o remount,size=1G /dev/shm";
    /** The smallest ring and its header have room in this. */
    private static final int NEEDED = 65_536;

    /** Asks a file system for its space. */
    interface SpaceOf {
        Space of(Path folder) throws IOException;
    }

    /** In bytes. */
    record Space(long total, long free) {
        static Space ofFileSystem(Path folder) throws IOException {
            FileStore store = Files.getFileStore(folder);
            return new Space(store.getTotalSpace(), store.getUsableSpace());
        }
    }

    private final SystemFiles files;
    private final SpaceOf spaces;

    SharedMemoryFolder(SystemFiles files, SpaceOf spaces) {
        this.files = files;
        this.spaces = spaces;
    }

    @Override
    public String area() {
        return NAME;
    }

    @Override
    public List<Finding> findings() {
        Path folder = files.path(NAME);
        if (!Files.isDirectory(folder)) {
            return List.of(new Finding(
                    NAME,
                    Verdict.FAIL,
                    "not there",
                    "POSIX semaphores, shared memory and rings fail with ENOENT",
                    "mkdir -p /dev/shm && mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs /dev/shm"));
        }
        if (!Files.isWritable(folder)) {
            return List.of(new Finding(
                    NAME,
                    Verdict.FAIL,
                    "not writable by this user",
                    "a new POSIX semaphore, shared memory or ring fails with EACCES or EROFS",
                    "mount -o remount,rw,mode=1777 /dev/shm"));
        }
        try {
            Space space = spaces.of(folder);
            OptionalLong used = OptionalLong.of(space.total() - space.free());
            return List.of(new UsedLimit(space.total(), used, NEEDED).finding(NAME, EFFECT, REMEDY));
        } catch (IOException e) {
            return List.of(Finding.unknown(NAME, "the space of /dev/shm cannot be read", EFFECT));
        }
    }
}
