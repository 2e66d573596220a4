package io.sluice.pipe;

import io.sluice.files.PathBytes;
import java.nio.file.Path;

/**
 * The path of a FIFO. A path's own text is decoded by the locale, and so it may be that of another file.
 *
 * @param name as it was given, for messages
 * @param text as the C library gets it
 */
record FifoPath(String name, String text) {
    private static final Path EMPTY = Path.of("");

    /** Refuses what is no UTF-8, and what is no path of the default file system. */
    static FifoPath of(Path path) {
        if (path.equals(EMPTY)) {
            return new FifoPath("", ""); // which names no file, and not the working folder
        }
        return new FifoPath(path.toString(), PathBytes.text(PathBytes.of(path)));
    }
}
