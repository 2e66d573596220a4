package io.sluice.cli.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A root with the files that a test says, in place of {@code /}. */
final class MadeUpFiles {
    private final SystemFiles files;

    MadeUpFiles(Path root) {
        files = new SystemFiles(root);
    }

    SystemFiles files() {
        return files;
    }

    MadeUpFiles with(String absolute, String content) {
        try {
            Path path = files.path(absolute);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MadeUpFiles withLink(String absolute, String target) {
        try {
            Path path = files.path(absolute);
            Files.createDirectories(path.getParent());
            Files.createSymbolicLink(path, Path.of(target));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
