package io.sluice.inotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.epoll.EventLoop;
import io.sluice.testing.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameAppearanceTest {
    @TempDir
    Path folder;

    private final EventLoop loop = EventLoop.create();
    private final AtomicInteger count = new AtomicInteger();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    private <T> T onLoop(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, loop).join();
    }

    private Runnable start(Path file) {
        return onLoop(() -> NameAppearance.of(file).start(loop, count::incrementAndGet));
    }

    /** Until the loop has had two rounds. */
    private void awaitLooks() {
        onLoop(() -> null);
        onLoop(() -> null);
    }

    private void awaitCount(int expected) {
        Bounds.awaitSpinning("the name", () -> count.get() >= expected);
        awaitLooks();
        assertThat(count).hasValue(expected);
    }

    @Test
    void aNameThatIsThereIsReportedInTheNextRound() {
        int during = onLoop(() -> {
            NameAppearance.of(folder).start(loop, count::incrementAndGet);
            return count.get();
        });
        assertThat(during).isZero();
        awaitCount(1);
    }

    @Test
    void aNewNameIsReportedOnceAndNoOther() throws IOException {
        start(folder.resolve("a"));
        start(folder.resolve("b"));
        awaitLooks();
        Files.createFile(folder.resolve("c"));
        awaitLooks();
        assertThat(count).hasValue(0);
        Files.createDirectory(folder.resolve("a"));
        awaitCount(1);
        Files.delete(folder.resolve("a"));
        Files.createDirectory(folder.resolve("a"));
        awaitLooks();
        assertThat(count).hasValue(1);
        Files.move(folder.resolve("c"), folder.resolve("b"));
        awaitCount(2);
    }

    @Test
    void aLinkThatLeadsNowhereIsAName() throws IOException {
        start(folder.resolve("link"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));
        awaitCount(1);
    }

    @Test
    void theFolderMayComeLaterAndMayComeAgain() throws IOException {
        Path late = folder.resolve("late");
        start(late.resolve("file"));
        awaitLooks();
        Files.createDirectory(late);
        awaitLooks();
        Files.delete(late);
        Files.createDirectory(late);
        Files.createFile(late.resolve("file"));
        awaitCount(1);
    }

    @Test
    void aCancelledWaitReportsNothing() throws IOException {
        Runnable cancel = start(folder.resolve("a"));
        start(folder.resolve("a"));
        onLoop(() -> {
            cancel.run();
            cancel.run();
            return null;
        });
        Files.createFile(folder.resolve("a"));
        awaitCount(1);
    }

    @Test
    void aPathWithoutANameAndAnotherThreadAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> NameAppearance.of(Path.of("/")));
        NameAppearance appearance = NameAppearance.of(folder);
        assertThat(appearance.file()).isEqualTo(folder);
        assertThatIllegalStateException().isThrownBy(() -> appearance.start(loop, () -> {}));
    }
}
