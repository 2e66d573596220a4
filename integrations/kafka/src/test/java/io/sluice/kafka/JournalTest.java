package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.LongTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a journal keeps, and when it is full. */
class JournalTest {
    private static final int PAYLOAD = 100;

    @TempDir
    Path folder;

    private Journal open(long capacity) throws IOException {
        return Journal.open(folder.resolve("journal"), capacity, false);
    }

    private static boolean append(Journal journal, int number) throws IOException {
        boolean room = journal.prepare(PAYLOAD);
        if (room) {
            journal.append(number % 7, ("message " + number).getBytes(StandardCharsets.UTF_8));
        }
        return room;
    }

    private static int fill(Journal journal) throws IOException {
        int count = 0;
        while (append(journal, count)) {
            count++;
        }
        return count;
    }

    private static List<String> readAll(Journal journal) throws IOException {
        List<String> texts = new ArrayList<>();
        for (JournalRecord each = journal.next(); each != null; each = journal.next()) {
            texts.add(new String(each.payload(), StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static List<String> messages(int from, int to) {
        return IntStream.range(from, to).mapToObj(number -> "message " + number).toList();
    }

    private long bytesOnDisk(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("journal"))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Test
    void whatIsAppendedIsReadInOrderWhileMoreIsAppended() throws IOException {
        try (Journal journal = open(1 << 20)) {
            for (int number = 0; number < 1000; number++) {
                append(journal, number);
                if (number % 3 == 0) {
                    assertThat(journal.next()).isNotNull().returns((long) (number / 3 % 7), JournalRecord::number);
                }
            }
            assertThat(readAll(journal)).isEqualTo(messages(334, 1000));
        }
    }

    @Test
    void aFullJournalTakesNoMoreUntilTheOldestAreAcknowledged() throws IOException {
        long capacity = 16 * 1024;
        try (Journal journal = open(capacity)) {
            int count = fill(journal);
            assertThat(count).isGreaterThan(200);
            assertThat(bytesOnDisk(".segment")).isLessThanOrEqualTo(capacity);
            assertThat(bytesOnDisk("")).isLessThanOrEqualTo(capacity + 128);
            assertThat(readAll(journal)).isEqualTo(messages(0, count));
            assertThat(append(journal, count)).isFalse();
            journal.acknowledged(count / 2);
            assertThat(append(journal, count)).isTrue();
            assertThat(readAll(journal)).isEqualTo(messages(count, count + 1));
        }
    }

    @Test
    void messagesGoThroughASmallJournalWithoutEnd() throws IOException {
        try (Journal journal = open(16 * 1024)) {
            for (int number = 0; number < 10_000; number++) {
                assertThat(append(journal, number)).isTrue();
                JournalRecord read = journal.next();
                assertThat(read).isNotNull().returns(number + 1L, JournalRecord::sequence);
                journal.acknowledged(number + 1L);
            }
            assertThat(journal.size()).isZero();
        }
    }

    @Test
    void theNextProcessReadsWhatIsNotAcknowledgedAndAppendsBehindIt() throws IOException {
        List<String> ids = new ArrayList<>();
        try (Journal journal = open(1 << 20)) {
            for (int number = 0; number < 50; number++) {
                append(journal, number);
            }
            journal.acknowledged(20);
            for (JournalRecord each = journal.next(); each != null; each = journal.next()) {
                ids.add(each.id());
            }
        }
        try (Journal journal = open(1 << 20)) {
            assertThat(journal.damage()).isEmpty();
            assertThat(journal.size()).isEqualTo(30);
            append(journal, 50);
            JournalRecord first = journal.next();
            assertThat(first).isNotNull().returns(ids.get(20), JournalRecord::id);
            assertThat(readAll(journal)).isEqualTo(messages(21, 51));
        }
    }

    @Test
    void anAcknowledgedJournalLeavesNoMessagesOnDisk() throws IOException {
        try (Journal journal = open(1 << 20)) {
            append(journal, 0);
            readAll(journal);
            journal.acknowledged(1);
        }
        assertThat(bytesOnDisk("")).isLessThan(1024);
    }

    /** In another JVM. */
    static final class OtherBridge {
        private OtherBridge() {}

        public static void main(String... folder) {
            try (Journal journal = Journal.open(Path.of(folder[0]), 1 << 20, false)) {
                System.out.println("opened: " + journal.size());
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    @LongTest
    void aRefusedOpenLeavesTheJournalLockedForOtherProcesses() throws IOException {
        try (Journal journal = open(1 << 20)) {
            assertThatThrownBy(() -> open(1 << 20).close()).hasMessageContaining("in use by another bridge");
            try (RunningProgram other = new ForkedJvm().start(OtherBridge.class, folder.resolve("journal"))) {
                other.awaitLine("the journal " + folder.resolve("journal") + " is in use by another bridge");
            }
            assertThat(journal.size()).isZero();
        }
        try (RunningProgram other = new ForkedJvm().start(OtherBridge.class, folder.resolve("journal"))) {
            other.awaitLine("opened: 0");
        }
    }

    @Test
    void twoBridgesCannotUseOneJournal() throws IOException {
        try (Journal journal = open(1 << 20)) {
            assertThat(journal.size()).isZero();
            assertThatThrownBy(() -> open(1 << 20).close())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by another bridge");
        }
    }

    @Test
    void aJournalThatCannotBeOpenedIsFreeForTheNextTry() throws IOException {
        Path odd = folder.resolve("journal").resolve("0".repeat(19) + "-" + "-".repeat(36) + ".segment");
        open(1 << 20).close();
        Files.createFile(odd);
        assertThatThrownBy(() -> open(1 << 20).close()).isInstanceOf(IllegalArgumentException.class);
        Files.delete(odd);
        try (Journal journal = open(1 << 20)) {
            assertThat(append(journal, 0)).isTrue();
        }
    }

    @Test
    void aJournalTooSmallForTheQueueSaysHowLargeItMustBe() throws IOException {
        try (Journal journal = open(10_000)) {
            assertThatThrownBy(() -> journal.check(8192)).hasMessageContaining("give it 16568 bytes or more");
        }
        try (Journal journal = open(16_568)) {
            journal.check(8192);
        }
    }

    @Test
    void filesAreForTheirOwnerAlone() throws IOException {
        try (Journal journal = open(1 << 20)) {
            append(journal, 0);
            try (Stream<Path> files = Files.list(folder.resolve("journal"))) {
                for (Path file : files.toList()) {
                    assertThat(Files.getPosixFilePermissions(file))
                            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
                }
            }
        }
        assertThat(Files.getPosixFilePermissions(folder.resolve("journal")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
}
