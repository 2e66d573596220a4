package io.sluice.lock;

import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import io.sluice.libc.FileLayouts;
import io.sluice.memory.NativeMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How the kernel names an open file in its lists of locks: the numbers of its device and of its inode. */
final class LockedFile {
    private static final String DESCRIPTORS = "/proc/self/fdinfo/";
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final int WANTED = FileConstants.STATX_INO;

    private LockedFile() {}

    /**
     * The name, such as "fe:00:2146363". The device is that of the mount: {@code stat} gives another one where a file system
     * has several parts, such as that of a container. Empty where it cannot be found out, as while descriptors are used up.
     */
    static Optional<String> name(FileCalls files, int number) {
        try {
            List<String> about = Files.readAllLines(Path.of(DESCRIPTORS + number));
            String inode = field(about, "ino:");
            Optional<String> device = deviceOf(field(about, "mnt_id:"));
            Status status = Status.of(files, number);
            return Optional.of(device.orElse(status.device()) + ":" + (inode.isEmpty() ? status.inode() : inode));
        } catch (IOException noProc) {
            return Optional.empty();
        }
    }

    /** What {@code stat} says, which is as a rule the same. */
    static String nameByStatus(FileCalls files, int number) {
        Status status = Status.of(files, number);
        return status.device() + ":" + status.inode();
    }

    private record Status(String device, String inode) {
        static Status of(FileCalls files, int number) {
            NativeMemory status = NativeMemory.allocate(FileLayouts.STATX_STRUCT_SIZE);
            files.statx(number, "", FileConstants.AT_EMPTY_PATH, WANTED, status.address());
            status.keepAlive();
            int major = status.bytes().getInt(FileLayouts.STX_DEV_MAJOR);
            int minor = status.bytes().getInt(FileLayouts.STX_DEV_MINOR);
            return new Status(
                    LockedFile.device(major, minor),
                    Long.toUnsignedString(status.bytes().getLong(FileLayouts.STX_INO)));
        }
    }

    private static String field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> line.substring(name.length()).strip())
                .orElse("");
    }

    private static Optional<String> deviceOf(String mount) throws IOException {
        for (String line : Files.readAllLines(MOUNTS, StandardCharsets.ISO_8859_1)) {
            if (line.startsWith(mount + " ")) {
                String[] numbers = line.split(" ", 4)[2].split(":", 2);
                return Optional.of(device(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])));
            }
        }
        return Optional.empty();
    }

    private static String device(int major, int minor) {
        return String.format("%02x:%02x", major, minor);
    }
}
