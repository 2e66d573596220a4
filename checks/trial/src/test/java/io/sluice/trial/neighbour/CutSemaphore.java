package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.reactor.semaphore.Permit;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.testing.Bounds;
import io.sluice.testing.Waiters;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import reactor.core.Disposable;

/** {@code CutSemaphore MOMENT}: the file of a semaphore is cut to nothing at a moment at which it is in use. */
final class CutSemaphore {
    enum Moment {
        HELD,
        WAITING_WITH_TIMEOUT,
        WAITING_TO_BE_CANCELLED,
        WAITING_TO_BE_CLOSED
    }

    static final String ALIVE = "alive";
    private static final Duration SHORT = Duration.ofMillis(300);

    private final String name = "/sluice-test-cut-" + ProcessHandle.current().pid();
    private final PosixSemaphore semaphore =
            PosixSemaphore.builder(name).value(1).create();
    private final SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(semaphore);

    private CutSemaphore() {}

    public static void main(String[] arguments) throws IOException {
        CutSemaphore trial = new CutSemaphore();
        try {
            trial.run(Moment.valueOf(arguments[0]));
        } finally {
            trial.semaphore.close();
            PosixSemaphore.unlink(trial.name);
        }
        System.out.println(ALIVE);
    }

    private void run(Moment moment) throws IOException {
        Permit held = Objects.requireNonNull(acquirer.acquire().block(Bounds.SOON));
        switch (moment) {
            case HELD -> cut();
            case WAITING_WITH_TIMEOUT -> {
                List<Throwable> ends = waiting(SHORT);
                cut();
                Bounds.await("an error").until(() -> ends.size() == 1);
                assertThat(ends.get(0)).isInstanceOf(ErrnoException.class);
            }
            case WAITING_TO_BE_CANCELLED -> {
                Disposable waiting = acquirer.acquire().subscribe();
                awaitTheWaiter();
                cut();
                waiting.dispose();
            }
            case WAITING_TO_BE_CLOSED -> {
                List<Throwable> ends = waiting(Bounds.SOON.multipliedBy(2));
                cut();
                semaphore.close();
                Bounds.await("an error").until(() -> ends.size() == 1);
                assertThat(ends.get(0)).isInstanceOf(ErrnoException.class);
            }
        }
        assertGone(held);
    }

    private List<Throwable> waiting(Duration timeout) {
        List<Throwable> ends = new CopyOnWriteArrayList<>();
        acquirer.acquire(timeout).subscribe(permit -> ends.add(new AssertionError("there is no permit")), ends::add);
        awaitTheWaiter();
        return ends;
    }

    private static void awaitTheWaiter() {
        Waiters.awaitBusy(1);
    }

    /** Neither a release nor an acquire ends the JVM. */
    private void assertGone(Permit held) {
        for (int i = 0; i < 2; i++) { // a permit that was not given back can be released again
            assertFails(held::release);
        }
        if (semaphore.isOpen()) {
            assertFails(() -> acquirer.acquire().block(Bounds.SOON));
        }
    }

    private static void assertFails(ThrowingCallable call) {
        if (Runtime.version().feature() < 22) { // it may be the late error of an earlier access
            assertThatThrownBy(call).isInstanceOfAny(ErrnoException.class, InternalError.class);
        } else {
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(call)
                    .returns(Errno.EFAULT, ErrnoException::errno);
        }
    }

    private void cut() throws IOException {
        Path file = Path.of("/dev/shm/sem." + name.substring(1));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
    }
}
