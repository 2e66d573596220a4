package io.sluice.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.epoll.EventLoop;
import io.sluice.libc.InotifyConstants;
import io.sluice.testing.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The inotify instance of a loop. */
class FileWatchesTest {
    private final EventLoop loop = EventLoop.create("file-watches");

    @TempDir
    Path folder;

    @AfterEach
    void closeTheLoop() {
        loop.close();
    }

    @Test
    void anInstanceThatTheLoopDoesNotReadIsNotUsed() throws Exception {
        // A full heap ends the registration in the same place as the wrong thread does.
        assertThatIllegalStateException().isThrownBy(() -> FileWatches.of(loop));
        CountDownLatch changed = new CountDownLatch(1);
        CompletableFuture<Integer> number = new CompletableFuture<>();
        loop.execute(() -> number.complete(watch(changed)));
        assertThat(number.get(Bounds.SOON.toMillis(), TimeUnit.MILLISECONDS)).isNotEqualTo(FileWatches.NO_NUMBER);
        createAFile();
        assertThat(changed.await(Bounds.SOON.toMillis(), TimeUnit.MILLISECONDS))
                .as("the change was reported")
                .isTrue();
    }

    private int watch(CountDownLatch changed) {
        FileWatches watches = FileWatches.of(loop);
        return watches == null
                ? FileWatches.NO_NUMBER
                : watches.add(new Reporting(changed), folder.toString(), InotifyConstants.IN_CREATE);
    }

    private void createAFile() throws IOException {
        Files.createFile(folder.resolve("new"));
    }

    private record Reporting(CountDownLatch latch) implements FileWatches.Watcher {
        @Override
        public void changed() {
            latch.countDown();
        }

        @Override
        public void watchEnded() {
            // The folder stays.
        }

        @Override
        public void loopClosed() {
            // The test is over.
        }
    }
}
