package io.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.testing.Checks;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ThreadMasksTest {
    private static final int ROUNDS = Checks.or(200, 1_000);

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
            assertThat(ThreadMasks.lookAtAll().threads())
                    .extracting(ThreadMasks::threadId)
                    .contains(threadId);
        } finally {
            looked.countDown();
        }
        ended.get();
    }

    @Test
    void aPrimerThatWaitsForAThreadSettlesItUnlessItMayJustStartAnother() {
        long signal = 1L << 53;
        assertThat(new ThreadMasks(1, 0, 0, true).settled()).isZero();
        assertThat(new ThreadMasks(1, 0, signal, false).settled()).isEqualTo(signal);
        assertThat(new ThreadMasks(1, signal, 0, false).settled()).isEqualTo(signal);
        assertThat(new ThreadMasks(1, signal, -1, true).settled()).isEqualTo(signal);
        assertThat(new ThreadMasks(1, 0, -1, true).settled()).isZero();
        assertThat(new ThreadMasks(1, signal, -1, false).settled()).isZero();
        assertThat(new ThreadMasks(1, signal, -1, false).primed()).isEqualTo(signal);
    }

    /** The kernel's list of threads lacks the young ones where older ones end meanwhile. */
    @Test
    void aWholeLookMissesNoThreadWhileOthersEnd() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Thread ender = start(() -> endOthers(over));
        int whole = 0;
        try {
            for (int round = 0; round < ROUNDS; round++) {
                whole += lookWithAYoungThread() ? 1 : 0;
            }
        } finally {
            over.set(true);
        }
        assertThat(whole).isPositive();
        ender.join();
    }

    /** Whether the look was whole. */
    private static boolean lookWithAYoungThread() throws Exception {
        CompletableFuture<Integer> threadId = new CompletableFuture<>();
        CountDownLatch looked = new CountDownLatch(1);
        Thread young = start(() -> waitFor(looked, threadId));
        int id = threadId.get();
        ThreadMasks.Look look = ThreadMasks.lookAtAll();
        looked.countDown();
        young.join();
        if (look.whole()) {
            assertThat(look.threads()).extracting(ThreadMasks::threadId).contains(id);
        }
        return look.whole();
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }

    private static void endOthers(AtomicBoolean over) {
        try {
            while (!over.get()) {
                start(() -> {}).join();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void waitFor(CountDownLatch looked, CompletableFuture<Integer> threadId) {
        try {
            Path task = Files.readSymbolicLink(Path.of("/proc/thread-self"));
            threadId.complete(Integer.parseInt(task.getFileName().toString()));
            looked.await();
        } catch (IOException | InterruptedException e) {
            threadId.completeExceptionally(e);
        }
    }
}
