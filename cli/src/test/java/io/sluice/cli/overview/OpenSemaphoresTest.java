package io.sluice.cli.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.cli.overview.Target.Space;
import io.sluice.errno.ClosedHandleException;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.testing.Bounds;
import io.sluice.testing.TestQueues;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The semaphores that an overview keeps open, and its end beside a look. */
class OpenSemaphoresTest {
    private static final String NAME = TestQueues.PREFIX + "open-semaphores";
    private static final Target FILE = new Target(Space.FILE, 1, 2);

    private final AtomicReference<PosixSemaphore> opened = new AtomicReference<>();
    private final CountDownLatch mayOpen = new CountDownLatch(1);
    private final OpenSemaphores semaphores = new OpenSemaphores(this::open);

    @BeforeEach
    void create() {
        PosixSemaphore.builder(NAME).value(3).create().close();
    }

    @AfterEach
    void remove() {
        semaphores.close();
        PosixSemaphore.unlink(NAME);
    }

    private PosixSemaphore open(String name) {
        PosixSemaphore semaphore = PosixSemaphore.builder(name).open();
        opened.set(semaphore);
        try {
            mayOpen.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return semaphore;
    }

    private void assertClosed() {
        assertThatExceptionOfType(ClosedHandleException.class)
                .isThrownBy(() -> opened.get().value());
    }

    @Test
    void aSemaphoreStaysOpenUntilItIsGone() {
        mayOpen.countDown();
        assertThat(semaphores.permits(NAME, FILE)).isEqualTo(3);
        PosixSemaphore first = opened.get();
        assertThat(semaphores.permits(NAME, FILE)).isEqualTo(3);
        assertThat(opened).hasValue(first);
        semaphores.keep(Set.of());
        assertClosed();
    }

    @Test
    void aLookBehindTheCloseOpensNothing() {
        mayOpen.countDown();
        semaphores.close();
        assertThat(semaphores.permits(NAME, FILE)).isNull();
        assertThat(opened).hasValue(null);
    }

    @Test
    void whatALookBesideTheCloseOpensIsClosed() throws InterruptedException {
        Thread look = new Thread(() -> semaphores.permits(NAME, FILE), "look");
        Thread close = new Thread(semaphores::close, "close");
        look.start();
        Bounds.await("the look").until(() -> opened.get() != null);
        close.start();
        Bounds.await("the close")
                .until(() -> close.getState() == Thread.State.BLOCKED || close.getState() == Thread.State.TERMINATED);
        mayOpen.countDown();
        look.join();
        close.join();
        assertClosed();
    }
}
