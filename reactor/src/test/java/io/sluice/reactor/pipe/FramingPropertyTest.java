package io.sluice.reactor.pipe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each framing finds the records that were written, however reads and demand split them. */
class FramingPropertyTest {
    private static final int ROUNDS = 300;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @BeforeEach
    void printSeed() {
        System.out.println("seed " + seed);
    }

    private List<byte[]> records(int leastBytes, int mostBytes) {
        List<byte[]> records = new ArrayList<>();
        int count = random.nextInt(40);
        for (int i = 0; i < count; i++) {
            byte[] record = new byte[leastBytes + random.nextInt(mostBytes - leastBytes + 1)];
            random.nextBytes(record);
            records.add(record);
        }
        return records;
    }

    private void check(
            Framing<byte[]> framing, List<byte[]> records, BiConsumer<ByteArrayOutputStream, byte[]> writer) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        records.forEach(record -> writer.accept(stream, record));
        byte[][] expected = records.toArray(byte[][]::new);

        Decoder<byte[]> decoder = framing.decoder("a pipe");
        assertThat(new SplitBytes(stream.toByteArray(), random).decode(decoder)).containsExactly(expected);
        assertThat(decoder.end()).isNull();

        Decoder<PooledBuffer> pooled = Framing.pooled(framing).decoder("a pipe");
        List<byte[]> copies = new ArrayList<>();
        for (PooledBuffer buffer : new SplitBytes(stream.toByteArray(), random).decode(pooled)) {
            copies.add(Elements.array(buffer.bytes()));
        }
        assertThat(copies).containsExactly(expected);

        Decoder<String> text = Framing.text(framing, ISO_8859_1).decoder("a pipe");
        assertThat(new SplitBytes(stream.toByteArray(), random).decode(text))
                .containsExactlyElementsOf(records.stream()
                        .map(bytes -> new String(bytes, ISO_8859_1))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 4096, 10_000})
    void recordsOfOneSize(int size) {
        for (int round = 0; round < ROUNDS / 5; round++) {
            check(Framing.fixed(size), records(size, size), ByteArrayOutputStream::writeBytes);
        }
    }

    static Stream<List<Object>> prefixes() {
        return Stream.of(1, 2, 4, 8)
                .flatMap(bytes -> Stream.of(
                        List.<Object>of(bytes, ByteOrder.BIG_ENDIAN), List.<Object>of(bytes, ByteOrder.LITTLE_ENDIAN)));
    }

    @ParameterizedTest
    @MethodSource("prefixes")
    void recordsWithTheirLengthInFront(List<Object> prefix) {
        int bytes = (Integer) prefix.get(0);
        ByteOrder order = (ByteOrder) prefix.get(1);
        int most = bytes == 1 ? 255 : 20_000;
        for (int round = 0; round < ROUNDS / 10; round++) {
            check(Framing.lengthPrefixed(bytes, order, most), records(0, most), (stream, record) -> {
                stream.writeBytes(prefix(bytes, order, record.length));
                stream.writeBytes(record);
            });
        }
    }

    static byte[] prefix(int bytes, ByteOrder order, long length) {
        ByteBuffer all = ByteBuffer.allocate(Long.BYTES).order(order).putLong(length);
        byte[] prefix = new byte[bytes];
        all.get(order == ByteOrder.BIG_ENDIAN ? Long.BYTES - bytes : 0, prefix);
        return prefix;
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "aab", "aaaa"})
    void linesWithAnySeparator(String separator) {
        byte[] end = separator.getBytes(US_ASCII);
        for (int round = 0; round < ROUNDS; round++) {
            List<byte[]> lines = records(0, 30);
            for (byte[] line : lines) {
                for (int i = 0; i < line.length; i++) {
                    line[i] = (byte) (line[i] % 3 == 0 ? "a\r".charAt(i % 2) : 'x'); // much of the separator, never all
                }
                if (line.length > 0) {
                    line[line.length - 1] = 'x';
                }
                for (int i = 2; i < line.length; i += 3) {
                    line[i] = 'x';
                }
            }
            LineOptions options = LineOptions.create().separator(end).maxBytes(30);
            check(Framing.lines(options), lines, (stream, line) -> {
                stream.writeBytes(line);
                stream.writeBytes(end);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 5000, 20_000})
    void longLinesAreCutAndSayHowMuchWasDropped(int most) {
        for (int round = 0; round < ROUNDS / 5; round++) {
            List<byte[]> lines = records(0, 2 * most + 30_000 / (1 + random.nextInt(1000)));
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            List<CutLine> expected = new ArrayList<>();
            for (byte[] line : lines) {
                String text = new String(line, ISO_8859_1).replaceAll("[\r\n]", "x");
                stream.writeBytes((text + "\r\n").getBytes(ISO_8859_1));
                String kept = text.substring(0, Math.min(most, text.length()));
                expected.add(new CutLine(kept.getBytes(ISO_8859_1), text.length() - kept.length()));
            }
            LineOptions options =
                    LineOptions.create().separator("\r\n".getBytes(UTF_8)).maxBytes(most);
            SplitBytes split = new SplitBytes(stream.toByteArray(), random);
            assertThat(split.decode(Framing.cutLines(options).decoder("a pipe")))
                    .containsExactlyElementsOf(expected);
            assertThat(split.largestRoom()).isLessThanOrEqualTo(Math.max(ReadBytes.PORTION, most + 2));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 65_536})
    void buffersAsTheyComeHaveAllBytesInOrder(int most) {
        for (int round = 0; round < ROUNDS / 10; round++) {
            byte[] bytes = new byte[random.nextInt(5000)];
            random.nextBytes(bytes);
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            List<byte[]> buffers =
                    new SplitBytes(bytes, random).decode(Framing.raw(most).decoder("a pipe"));
            buffers.forEach(joined::writeBytes);
            assertThat(joined.toByteArray()).isEqualTo(bytes);
            assertThat(buffers).allSatisfy(buffer -> assertThat(buffer.length).isBetween(1, most));

            ByteArrayOutputStream pooled = new ByteArrayOutputStream();
            new SplitBytes(bytes, random)
                    .decode(Framing.pooled(Framing.raw(most)).decoder("a pipe"))
                    .forEach(buffer -> pooled.writeBytes(Elements.array(buffer.bytes())));
            assertThat(pooled.toByteArray()).isEqualTo(bytes);
        }
    }
}
