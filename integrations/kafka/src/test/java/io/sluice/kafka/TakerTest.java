package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.publisher.TestPublisher;

/** Taking into a journal that cannot be written. */
class TakerTest {
    @TempDir
    Path folder;

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
