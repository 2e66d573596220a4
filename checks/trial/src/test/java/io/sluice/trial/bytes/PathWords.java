package io.sluice.trial.bytes;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Paths below a folder, of any bytes that a path can have. */
final class PathWords {
    private static final List<String> PIECES = List.of(
            "/",
            ".",
            "a",
            "file/",
            "link",
            "nowhere",
            "fifo",
            "folder/",
            "%C3%A9",
            "%F0%9F%9A%80",
            "%FF",
            "%C3",
            "%0A",
            "%20",
            "%25",
            "-",
            "x".repeat(130));

    private PathWords() {}

    static Arbitrary<Path> below(Path folder) {
        Arbitrary<String> anyByte = Arbitraries.integers()
                .between(1, 0xff)
                .filter(value -> value != '/')
                .map(PathWords::escaped);
        Arbitrary<String> piece = Arbitraries.oneOf(Arbitraries.of(PIECES), anyByte);
        return piece.list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(pieces -> Path.of(URI.create(folder.toUri() + String.join("", pieces))))
                .filter(path -> !path.toString().endsWith("/")) // which a path of a URI may
                .filter(path ->
                        path.normalize().startsWith(folder) && !path.normalize().equals(folder));
    }

    private static String escaped(int value) {
        return String.format(Locale.ROOT, "%%%02X", value);
    }

    static boolean isUtf8(Path path) {
        byte[] bytes = URLDecoder.decode(path.toUri().getRawPath().replace("+", "%2B"), StandardCharsets.ISO_8859_1)
                .getBytes(StandardCharsets.ISO_8859_1);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException noUtf8) {
            return false;
        }
    }
}
