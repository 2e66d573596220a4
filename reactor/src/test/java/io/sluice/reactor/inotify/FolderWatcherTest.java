package io.sluice.reactor.inotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.inotify.FolderEvent;
import io.sluice.inotify.FolderGoneException;
import io.sluice.inotify.NameChange;
import io.sluice.inotify.NameEvent;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderWatcherTest {
    private static final int ROUNDS = 100;
    private static final int SHORT_NANOS = 300_000;

    @TempDir
    Path folder;

    private final long instancesBefore = instances();
    private final EventLoop loop = EventLoop.create();
    private final FolderWatcherOptions options =
            FolderWatcherOptions.create().eventLoop(loop).changes(Set.of(NameChange.CREATED));
    private FolderWatcher watcher;

    @BeforeEach
    void makeAWatcher() {
        watcher = FolderWatcher.create(folder, options);
    }

    @AfterEach
    void closeLoop() {
        loop.close();
        Bounds.await("the end of all watches").until(() -> instances() <= instancesBefore);
    }

    /** The shared event loop may have one. */
    private static long instances() {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(FolderWatcherTest::isInotify).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isInotify(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("inotify");
        } catch (IOException closed) {
            return false;
        }
    }

    private void create(int first, int last) throws IOException {
        for (int i = first; i <= last; i++) {
            Files.createFile(folder.resolve(Integer.toString(i)));
        }
    }

    private static List<String> names(Probe<FolderEvent> probe) {
        return probe.received().stream()
                .map(event -> ((NameEvent) event).name())
                .toList();
    }

    @Test
    void eventsComeInOrderAndOnlyOnDemand() throws IOException {
        Probe<FolderEvent> probe = Probe.of(watcher.events(), 2);
        create(1, 5);
        probe.awaitReceived(2);
        Queues.passThrough(loop);
        Queues.passThrough(loop);
        assertThat(names(probe)).containsExactly("1", "2");
        probe.request(1);
        probe.awaitReceived(3);
        probe.request(Long.MAX_VALUE);
        probe.awaitReceived(5);
        assertThat(names(probe)).containsExactly("1", "2", "3", "4", "5");
        probe.cancel();
        assertThat(probe.discarded()).isEmpty();
    }

    @Test
    void eachSubscriptionGetsAllEventsSinceItsBegin() throws IOException {
        Probe<FolderEvent> first = Probe.of(watcher.events(), Long.MAX_VALUE);
        create(1, 1);
        Probe<FolderEvent> second = Probe.of(watcher.events(), Long.MAX_VALUE);
        create(2, 3);
        first.awaitReceived(3);
        second.awaitReceived(2);
        assertThat(names(second)).containsExactly("2", "3");
        watcher.stop();
        assertThat(first.awaitEnd()).isNull();
        assertThat(second.awaitEnd()).isNull();
        assertThat(Probe.of(watcher.events(), 1).awaitEnd()).isNull();
    }

    @Test
    void aDeletedFolderEndsTheStreamBehindItsEvents() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Probe<FolderEvent> probe = Probe.of(FolderWatcher.create(inner, options).events(), 1);
        Files.createFile(inner.resolve("a"));
        Files.delete(inner.resolve("a"));
        Files.delete(inner);
        probe.awaitReceived(1);
        probe.request(1);
        assertThat(probe.awaitEnd()).isInstanceOf(FolderGoneException.class).hasMessageContaining("deleted");
        assertThat(names(probe)).containsExactly("a");
    }

    @Test
    void aFolderThatIsMissingAndAClosedLoopAreErrors() {
        Throwable missing = Probe.of(
                        FolderWatcher.create(folder.resolve("none"), options).events(), 1)
                .awaitEnd();
        assertThat(((ErrnoException) missing).errno()).isEqualTo(Errno.ENOENT);
        Probe<FolderEvent> events = Probe.of(watcher.events(), 1);
        Probe<Path> appeared = Probe.of(watcher.appeared("x"), 1);
        Queues.passThrough(loop);
        loop.close();
        assertThat(events.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(appeared.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(Probe.of(watcher.events(), 1).awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(Probe.of(watcher.appeared("x"), 1).awaitEnd()).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aNameIsAwaitedWhetherItIsThereOrComes() throws IOException {
        Probe<Path> later = Probe.of(watcher.appeared("later"), 1);
        Path there = Files.createFile(folder.resolve("there"));
        assertThat(watcher.appeared("there").block(Bounds.SOON)).isEqualTo(there);
        assertThat(later.hasEnded()).isFalse();
        Path file = Files.createFile(folder.resolve("later"));
        assertThat(later.awaitEnd()).isNull();
        assertThat(later.received()).containsExactly(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/b", "/a"})
    void whatIsNoNameIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> watcher.appeared(name));
    }

    @Test
    void noChangeAtAllIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> options.changes(Set.of()));
        assertThat(options.changes()).containsExactly(NameChange.CREATED);
    }

    /** A cancel beside an event: what was read is received or discarded, and the next stream has what comes later. */
    @Test
    void aCancelAtAnyMomentLosesNothingThatWasRead() throws IOException {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        List<String> seen = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Probe<FolderEvent> probe = Probe.of(watcher.events(), Long.MAX_VALUE);
            Probe<Path> appeared = Probe.of(watcher.appeared(round + "-b"), 1);
            long start = System.nanoTime();
            long end = random.nextInt(SHORT_NANOS);
            Files.createFile(folder.resolve(round + "-a"));
            Files.createFile(folder.resolve(round + "-b"));
            Bounds.awaitSpinning("the moment", () -> System.nanoTime() - start > end);
            probe.cancel();
            appeared.cancel();
            Queues.passThrough(loop);
            List<String> all = new ArrayList<>(names(probe));
            probe.discarded().forEach(event -> all.add(((NameEvent) event).name()));
            assertThat(all)
                    .as("round %d, seed %d", round, seed)
                    .isEqualTo(List.of(round + "-a", round + "-b").subList(0, all.size()));
            assertThat(probe.error()).isNull();
            assertThat(appeared.error()).isNull();
            assertThat(appeared.receivedCount()).isLessThanOrEqualTo(1);
            seen.addAll(all);
            // A thread of its own closes the instance in milliseconds, and a user has 128 in all JVMs. The loop keeps
            // one.
            Bounds.await("the end of the round's watch").until(() -> instances() <= instancesBefore + 1);
        }
        assertThat(seen).doesNotHaveDuplicates();
    }
}
