package io.sluice.trial.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.CommandParsers;
import io.sluice.mqueue.QueueFileParsers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import reactor.core.publisher.Flux;

/** Readers of the kernel's files, and of the command line's bytes: any bytes are an answer, and none is an exception. */
final class ParserRules {
    private static final int LONGEST_LINE = 16;
    private static final int HEXADECIMAL = 16;

    private ParserRules() {}

    static void checkKernelFiles(byte[] content) {
        Path mountPoint = QueueFileParsers.mountPointOf("mqueue", content);
        if (mountPoint != null) {
            assertThat(new String(content, StandardCharsets.ISO_8859_1)).contains(" mqueue ");
        }
        OptionalInt limit = QueueFileParsers.limit(content);
        if (limit.isPresent()) {
            assertThat(Integer.parseInt(new String(content, StandardCharsets.US_ASCII).strip()))
                    .isEqualTo(limit.getAsInt());
        }
        assertThat(QueueFileParsers.notificationHolder(content)).isNotNegative();
    }

    /** A mount point is found, whatever stands before and behind its line, for as long as none of that is a mount, too. */
    static void checkMount(String folder, byte[] before, byte[] after) {
        if (folder.indexOf('\0') >= 0 || !StandardCharsets.US_ASCII.newEncoder().canEncode(folder)) {
            return;
        }
        String path = "/" + folder;
        String escaped = path.replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012")
                .replace("#", "\\043");
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        table.writeBytes(before);
        table.writeBytes(("\n36 25 0:20 / " + escaped + " rw,nosuid shared:15 - sluice none rw\n")
                .getBytes(StandardCharsets.US_ASCII));
        table.writeBytes(after);
        assertThat(QueueFileParsers.mountPointOf("sluice", table.toByteArray())).isEqualTo(Path.of(path));
    }

    static void checkStatusLine(long pid, byte[] after) {
        byte[] line = ("QSIZE:0 NOTIFY:2 SIGNO:0 NOTIFY_PID:" + pid + "\n").getBytes(StandardCharsets.US_ASCII);
        assertThat(QueueFileParsers.notificationHolder(concatenated(line, after)))
                .isEqualTo(pid);
    }

    static void checkCommandLineBytes(byte[] bytes) {
        assertThat(unescaped(CommandParsers.escaped(bytes))).isEqualTo(bytes);
        String[] byTheJvm = {"a", "b"};
        try {
            assertThat(CommandParsers.decoded(bytes, byTheJvm)).hasSize(byTheJvm.length);
        } catch (IllegalArgumentException notUtf8) {
            assertThat(notUtf8).hasMessageContaining("is not UTF-8");
        }
        checkLines(bytes);
    }

    private static void checkLines(byte[] bytes) {
        List<byte[]> lines = CommandParsers.lines(new ByteArrayInputStream(bytes), LONGEST_LINE)
                .onErrorResume(RuntimeException.class, tooLong -> Flux.empty())
                .collectList()
                .block();
        int at = 0;
        for (byte[] line : lines) {
            assertThat(line)
                    .hasSizeLessThanOrEqualTo(LONGEST_LINE)
                    .isEqualTo(Arrays.copyOfRange(bytes, at, at + line.length));
            at += line.length + 1;
        }
    }

    private static byte[] unescaped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            if (character != '\\') {
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            switch (text.charAt(i++)) {
                case 'n' -> bytes.write('\n');
                case 't' -> bytes.write('\t');
                case 'r' -> bytes.write('\r');
                case '\\' -> bytes.write('\\');
                default -> {
                    bytes.write(Integer.parseInt(text.substring(i, i + 2), HEXADECIMAL));
                    i += 2;
                }
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
