package io.sluice.lock;

import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import io.sluice.libc.FileLayouts;
import io.sluice.memory.NativeMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How the kernel names an open file in its lists of locks: the numbers of its device and of its inode. */
final class LockedFile {
    private static final String DESCRIPTORS = "/proc/self/fdinfo/";
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final int WANTED = FileConstants.STATX_INO;

    private LockedFile() {}

    /**
     * The name, such as "fe:00:2146363". The device is that of the mount: {@code stat} gives another one where a file system
     * has several parts, such as that of a container.
     */
    static String name(FileCalls files, int number) {
        NativeMemory status = NativeMemory.allocate(FileLayouts.STATX_STRUCT_SIZE);
        files.statx(number, "", FileConstants.AT_EMPTY_PATH, WANTED, status.address());
        status.keepAlive();
        String inode = Long.toUnsignedString(status.bytes().getLong(FileLayouts.STX_INO));
        String device = device(
                status.bytes().getInt(FileLayouts.STX_DEV_MAJOR), status.bytes().getInt(FileLayouts.STX_DEV_MINOR));
        try {
            List<String> about = Files.readAllLines(Path.of(DESCRIPTORS + number));
            String mount = field(about, "mnt_id:");
            String known = field(about, "ino:");
            return deviceOf(mount, device) + ":" + (known.isEmpty() ? inode : known);
        } catch (IOException noProc) {
            return device + ":" + inode;
        }
    }

    private static String field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> line.substring(name.length()).strip())
                .orElse("");
    }

    private static String deviceOf(String mount, String otherwise) throws IOException {
        for (String line : Files.readAllLines(MOUNTS)) {
            if (line.startsWith(mount + " ")) {
                String[] numbers = line.split(" ", 4)[2].split(":", 2);
                return device(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
            }
        }
        return otherwise;
    }

    private static String device(int major, int minor) {
        return String.format("%02x:%02x", major, minor);
    }
}
