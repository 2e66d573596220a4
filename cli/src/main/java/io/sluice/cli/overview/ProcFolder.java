package io.sluice.cli.overview;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder of a process below {@code /proc}. What cannot be read is null: the process has ended, or is another user's. */
record ProcFolder(Path path) {
    private static final long KERNEL_THREAD = 0x00200000;
    private static final int FLAGS_BEHIND_NAME = 6;

    /** The names in a folder; null if it cannot be read. */
    String @Nullable [] names(String folder) {
        return new File(path.toFile(), folder).list();
    }

    @Nullable
    String text(String file) {
        try {
            return new String(Files.readAllBytes(path.resolve(file)), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return null;
        }
    }

    @Nullable
    String link(String file) {
        try {
            return Files.readSymbolicLink(path.resolve(file)).toString();
        } catch (IOException | InvalidPathException unreadable) {
            return null;
        }
    }

    String command() {
        String name = text("comm");
        return name == null ? "?" : name.strip();
    }

    /** Whether it may use objects, although its files cannot be read: it runs, and is no thread of the kernel. */
    boolean isHidden() {
        String stat = text("stat");
        if (stat == null) {
            return Files.exists(path);
        }
        String[] values = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        boolean ended = values[0].equals("Z") || values[0].equals("X");
        return !ended && (Long.parseLong(values[FLAGS_BEHIND_NAME]) & KERNEL_THREAD) == 0;
    }
}
