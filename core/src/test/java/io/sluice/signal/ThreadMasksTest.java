package io.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ThreadMasksTest {
    /** Two bytes each. A JVM keeps the first fifteen, or the first seven and the last six. */
    private static final String NAME = "ä".repeat(12);

    @Test
    void aThreadWhoseNameIsCutInsideACharacterIsAmongTheOthers() throws Exception {
        CompletableFuture<Path> place = new CompletableFuture<>();
        CountDownLatch looked = new CountDownLatch(1);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        place.complete(Path.of("/proc").resolve(Files.readSymbolicLink(Path.of("/proc/thread-self"))));
                        looked.await();
                        ended.complete(null);
                    } catch (Exception e) {
                        place.completeExceptionally(e);
                        ended.completeExceptionally(e);
                    }
                },
                NAME);
        thread.start();
        try {
            int threadId = Integer.parseInt(place.get().getFileName().toString());
            Path name = place.get().resolve("comm");
            assertThatExceptionOfType(CharacterCodingException.class).isThrownBy(() -> Files.readString(name));
            assertThat(ThreadMasks.ofAllThreads())
                    .extracting(ThreadMasks::threadId)
                    .contains(threadId);
        } finally {
            looked.countDown();
        }
        ended.get();
    }
}
