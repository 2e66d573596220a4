package io.sluice.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.testing.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others make and remove the same FIFO at the same time. */
class FifoRaceTest {
    private static final int ROUNDS = 2000;

    @TempDir
    Path folder;

    private Path fifo() {
        return folder.resolve("fifo");
    }

    /** For a tenth of a second. A test that gets no processor for that long comes too late, so it tries several times. */
    @Test
    void theModeOfACreatorThatIsAboutToSetItIsAwaited() throws Exception {
        Fifo.create(fifo());
        boolean awaited = false;
        for (int i = 0; i < 10 && !awaited; i++) {
            awaited = isAwaitedWhileTheModeIsSet();
        }
        assertThat(awaited).as("awaited at one of the attempts").isTrue();
    }

    /** False where who looks has given up before. */
    private boolean isAwaitedWhileTheModeIsSet() throws Exception {
        Files.setAttribute(fifo(), "unix:mode", 0600);
        FutureTask<Boolean> creating = new FutureTask<>(() -> Fifo.createIfMissing(fifo(), 0660));
        Thread creator = new Thread(creating, "creator");
        creator.start();
        Bounds.awaitSpinning(
                "a second look", () -> creator.getState() == Thread.State.TIMED_WAITING || creating.isDone());
        Files.setAttribute(fifo(), "unix:mode", 0660);
        creator.join();
        try {
            assertThat(creating.get()).as("made").isFalse();
            return true;
        } catch (ExecutionException e) {
            assertThat(e.getCause()).hasMessageContaining("Found: a FIFO with mode 0600");
            return false;
        }
    }

    @Test
    void oneThatIsRemovedMeanwhileIsMadeAnew() {
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Set<Errno>> others = CompletableFuture.supplyAsync(() -> makeAndRemove(enough));
        try {
            for (int i = 0; i < ROUNDS; i++) {
                Fifo.createIfMissing(fifo(), Fifo.DEFAULT_MODE);
                Fifo.createIfMissing(fifo());
            }
        } finally {
            enough.set(true);
        }
        assertThat(others.join()).isSubsetOf(Errno.EEXIST, Errno.ENOENT);
    }

    /** Gives the errors that it got. */
    private Set<Errno> makeAndRemove(AtomicBoolean enough) {
        Set<Errno> errors = EnumSet.noneOf(Errno.class);
        while (!enough.get()) {
            try {
                Fifo.create(fifo());
                Fifo.remove(fifo());
            } catch (ErrnoException refused) {
                errors.add(refused.errno());
                removeIfThere();
            }
        }
        return errors;
    }

    private void removeIfThere() {
        try {
            Files.deleteIfExists(fifo());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
