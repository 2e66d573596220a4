package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Truncated files and flipped bits: they are told, what is whole is read, and nothing is invented. */
class JournalDamageTest {
    private static final int LONGEST = 300;
    private static final long CAPACITY = 64 * 1024;

    @TempDir
    Path folder;

    private final List<byte[]> payloads = new ArrayList<>();

    private Path write(Random random) throws IOException {
        Path path = folder.resolve("journal");
        try (Journal journal = Journal.open(path, CAPACITY, false)) {
            int count = 1 + random.nextInt(200);
            for (int i = 0; i < count && journal.prepare(LONGEST); i++) {
                byte[] payload = new byte[random.nextInt(LONGEST + 1)];
                random.nextBytes(payload);
                payloads.add(payload);
                journal.append(i, payload);
            }
        }
        return path;
    }

    private static List<Path> segments(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".segment"))
                    .sorted()
                    .toList();
        }
    }

    /** Which messages are read, each compared with what was written. */
    private List<Integer> readWhole(Journal journal) throws IOException {
        List<Integer> read = new ArrayList<>();
        for (JournalRecord each = journal.next(); each != null; each = journal.next()) {
            int index = (int) each.sequence() - 1;
            assertThat(each.number()).isEqualTo(index);
            assertThat(each.payload()).isEqualTo(payloads.get(index));
            assertThat(read).doesNotContain(index);
            read.add(index);
        }
        assertThat(read).isSorted();
        return read;
    }

    @RepeatedTest(40)
    void aFlippedBitIsToldAndCostsNoMoreThanItsMessage(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        Path path = write(random);
        List<Path> segments = segments(path);
        Path damaged = segments.get(random.nextInt(segments.size()));
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(damaged, bytes);
        try (Journal journal = Journal.open(path, CAPACITY, false)) {
            List<Integer> read = readWhole(journal);
            assertThat(read).hasSizeGreaterThanOrEqualTo(payloads.size() - 1);
            if (read.size() < payloads.size()) {
                assertThat(journal.damage()).isNotEmpty();
            }
        }
    }

    @RepeatedTest(40)
    void aTruncatedFileIsToldAndWhatIsBeforeItIsRead(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        Path path = write(random);
        List<Path> segments = segments(path);
        Path damaged = segments.get(random.nextInt(segments.size()));
        byte[] bytes = Files.readAllBytes(damaged);
        int left = random.nextInt(bytes.length);
        Files.write(damaged, Arrays.copyOf(bytes, left));
        try (Journal journal = Journal.open(path, CAPACITY, false)) {
            List<Integer> read = readWhole(journal);
            assertThat(journal.damage())
                    .anySatisfy(each -> assertThat(each.file()).isEqualTo(damaged));
            // A message is in the file up to where it was cut, or in another file.
            List<Integer> missing = new ArrayList<>();
            for (int i = 0; i < payloads.size(); i++) {
                if (!read.contains(i)) {
                    missing.add(i);
                }
            }
            long bytesMissing = missing.stream()
                    .mapToLong(i -> RecordFormat.size(payloads.get(i).length))
                    .sum();
            assertThat(bytesMissing).isLessThanOrEqualTo(bytes.length - left + RecordFormat.size(LONGEST));
        }
    }

    @RepeatedTest(40)
    void manyDamagedBytesInventNothing(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        Path path = write(random);
        for (Path segment : segments(path)) {
            byte[] bytes = Files.readAllBytes(segment);
            for (int i = random.nextInt(50); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            int moved = random.nextInt(bytes.length / 2);
            System.arraycopy(
                    bytes, random.nextInt(bytes.length - moved), bytes, random.nextInt(bytes.length - moved), moved);
            Files.write(segment, bytes);
        }
        try (Journal journal = Journal.open(path, CAPACITY, false)) {
            List<Integer> read = readWhole(journal);
            if (read.size() < payloads.size()) {
                assertThat(journal.damage()).isNotEmpty();
            }
        }
    }

    @Test
    void aMissingFileIsTold() throws IOException {
        Path path = write(new Random(3));
        List<Path> segments = segments(path);
        assertThat(segments).hasSizeGreaterThan(1);
        Files.delete(segments.get(0));
        try (Journal journal = Journal.open(path, CAPACITY, false)) {
            readWhole(journal);
            assertThat(journal.damage()).hasSize(1);
            assertThat(journal.damage().get(0).what())
                    .startsWith("messages 1 to ")
                    .endsWith(" are missing before it");
        }
    }

    @Test
    void aDamagedFileOfAcknowledgementsIsToldAndAllIsSentAgain() throws IOException {
        Path path = write(new Random(4));
        Files.write(path.resolve("acknowledged"), new byte[100]);
        try (Journal journal = Journal.open(path, CAPACITY, false)) {
            assertThat(journal.damage()).hasSize(2);
            assertThat(readWhole(journal)).hasSameSizeAs(payloads);
        }
    }

    @Test
    void whatLooksLikeARecordInsideOfADamagedMessageIsNone() throws IOException {
        Path path = folder.resolve("journal");
        byte[] inner;
        try (Journal other = Journal.open(folder.resolve("other"), CAPACITY, false)) {
            other.prepare(LONGEST);
            other.append(0, new byte[] {1, 2, 3});
        }
        byte[] segment = Files.readAllBytes(segments(folder.resolve("other")).get(0));
        inner = Arrays.copyOfRange(segment, SegmentHeader.BYTES, SegmentHeader.BYTES + RecordFormat.size(3));
        try (Journal journal = Journal.open(path, CAPACITY, false)) {
            journal.prepare(LONGEST);
            journal.append(0, inner);
        }
        Path file = segments(path).get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[SegmentHeader.BYTES]++;
        Files.write(file, bytes);
        try (Journal journal = Journal.open(path, CAPACITY, false)) {
            assertThat(journal.next()).isNull();
            assertThat(journal.damage()).hasSize(1);
        }
    }
}
