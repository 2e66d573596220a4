package io.sluice.files;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Paths by the bytes that the kernel knows. A path's own text is decoded by the locale: in the one of a bare container,
 * {@code C}, each character beyond ASCII is something else there. A path's URI has the bytes.
 */
public final class PathBytes {
    private static final int HEXADECIMAL = 16;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PathBytes() {}

    /**
     * The bytes of a path, made absolute. This looks at the file, so it is not for an event loop's thread.
     *
     * @param path the path
     * @return the bytes, without a slash at the end
     * @throws IllegalArgumentException if it is no path of the default file system, but for example one inside an archive
     */
    public static byte[] of(Path path) {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            throw new IllegalArgumentException(
                    "the kernel knows only the default file system, and not the one of " + path);
        }
        String uri = path.toUri().getRawPath();
        int end = uri.length() > 1 && uri.endsWith("/") ? uri.length() - 1 : uri.length(); // of a folder
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < end; i++) {
            if (uri.charAt(i) == '%') {
                bytes.write(Integer.parseInt(uri, i + 1, i + 3, HEXADECIMAL));
                i += 2;
            } else {
                bytes.write(uri.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    /**
     * The path of bytes.
     *
     * @param bytes an absolute path
     * @return the path that has just these bytes
     */
    public static Path path(byte[] bytes) {
        StringBuilder uri = new StringBuilder("file://");
        for (byte each : bytes) {
            if (each == '/') {
                uri.append('/');
            } else {
                HEX.toHexDigits(uri.append('%'), each);
            }
        }
        return Path.of(URI.create(uri.toString()));
    }

    /**
     * Bytes as text for a call to the C library, which gets them as UTF-8 again.
     *
     * @param bytes a path
     * @return the text
     * @throws IllegalArgumentException if the bytes are no UTF-8
     */
    public static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            throw new IllegalArgumentException("the path is no UTF-8: " + text);
        }
        return text;
    }
}
