package io.sluice.cli;

import io.sluice.cli.command.EscapedText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line as the kernel has it. The JVM decodes it by the locale: in the locale {@code C}, which a bare container
 * has, it silently replaces each character beyond ASCII.
 */
final class CommandLineBytes {
    private static final Path SOURCE = Path.of("/proc/self/cmdline");

    private CommandLineBytes() {}

    /**
     * The arguments, read as UTF-8.
     *
     * @throws IllegalArgumentException if one of them is not UTF-8
     */
    static String[] decoded(String[] byTheJvm) {
        byte[] all;
        try {
            all = Files.readAllBytes(SOURCE);
        } catch (IOException unreadable) {
            return byTheJvm;
        }
        return decoded(all, byTheJvm);
    }

    static String[] decoded(byte[] all, String[] byTheJvm) {
        List<byte[]> pieces = piecesOf(all);
        int first = pieces.size() - byTheJvm.length;
        if (first < 0) {
            return byTheJvm; // another launcher, whose command line is not the JVM's
        }
        String[] decoded = new String[byTheJvm.length];
        for (int i = 0; i < decoded.length; i++) {
            decoded[i] = decoded(pieces.get(first + i), i);
        }
        return decoded;
    }

    private static String decoded(byte[] argument, int index) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(argument))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "argument " + (index + 1) + " is not UTF-8: '" + EscapedText.of(argument)
                            + "'. Send other bytes through standard input",
                    e);
        }
    }

    /** Each piece ends with a NUL. */
    private static List<byte[]> piecesOf(byte[] all) {
        List<byte[]> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == 0) {
                byte[] piece = new byte[i - start];
                System.arraycopy(all, start, piece, 0, piece.length);
                pieces.add(piece);
                start = i + 1;
            }
        }
        return pieces;
    }
}
