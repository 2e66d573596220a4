package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.ForkedJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.publisher.TestPublisher;

/** Taking into a journal that cannot be written. */
class TakerTest {
    @TempDir
    Path folder;

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** In another JVM, which has little memory outside its heap: takes a message that is longer than the journal's buffer. */
    static final class Shortage {
        private static final int LENGTH = 4 << 20;

        private Shortage() {}

        public static void main(String... folder) throws IOException {
            TestPublisher<QueueMessage> queue = TestPublisher.create();
            try (Journal journal = Journal.open(Path.of(folder[0]), 64 << 20, false)) {
                Taker taker = new Taker(journal, LENGTH, new Wakeup());
                queue.flux().subscribe(taker);
                taker.allow();
                queue.next(new QueueMessage(0, new byte[LENGTH]));
                System.out.println("ended: " + taker.hasEnded());
                System.out.println("unsaved: " + ((RouteException) taker.failure()).unsaved().length);
            }
        }
    }

    @Test
    void aShortageOfMemoryEndsTheTakingAndTheMessageIsInTheError() {
        try (RunningProgram other =
                new ForkedJvm().flags("-XX:MaxDirectMemorySize=1m").start(Shortage.class, folder)) {
            other.awaitLine("ended: true");
            other.awaitLine("unsaved: " + Shortage.LENGTH);
        }
    }

    @Test
    void whatIsInTheJournalIsNotCalledUnsavedWhenThereIsNoRoomForTheNext() throws IOException {
        TestPublisher<QueueMessage> queue = TestPublisher.create();
        try (Journal journal = Journal.open(folder.resolve("journal"), 1 << 10, false)) {
            Taker taker = new Taker(journal, 64, new Wakeup());
            queue.flux().subscribe(taker);
            taker.allow();
            remove(folder.resolve("journal"));
            int taken = 0;
            while (!taker.hasEnded()) {
                queue.next(new QueueMessage(0, new byte[64]));
                taken++;
            }
            assertThat(taker.failure())
                    .isInstanceOf(RouteException.class)
                    .hasMessageContaining("the journal cannot be written")
                    .hasMessageContaining("What was taken before is in it");
            assertThat(((RouteException) taker.failure()).unsaved()).isNull();
            assertThat(journal.size()).isEqualTo(taken);
        }
    }

    @Test
    void theMessageInHandIsInTheErrorWhenTheJournalCannotBeWritten() throws IOException {
        byte[] payload = "in hand".getBytes(StandardCharsets.UTF_8);
        TestPublisher<QueueMessage> queue = TestPublisher.create();
        Taker taker;
        try (Journal journal = Journal.open(folder, 1 << 16, false)) {
            taker = new Taker(journal, 64, new Wakeup());
            queue.flux().subscribe(taker);
            taker.allow();
        }
        queue.next(new QueueMessage(3, payload));
        assertThat(taker.hasEnded()).isTrue();
        assertThat(taker.failure())
                .isInstanceOf(RouteException.class)
                .hasMessageContaining("A message of 7 bytes, with the number 3,");
        assertThat(((RouteException) taker.failure()).unsaved()).isEqualTo(payload);
    }
}
