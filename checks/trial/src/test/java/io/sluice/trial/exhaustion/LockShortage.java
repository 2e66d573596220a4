package io.sluice.trial.exhaustion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.libc.LockConstants;
import io.sluice.lock.LockFileOptions;
import io.sluice.lock.LockKind;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import io.sluice.reactor.lock.FileLocker;
import io.sluice.reactor.lock.FileLockerOptions;
import io.sluice.reactor.lock.HeldLock;
import io.sluice.testing.Bounds;
import io.sluice.testing.OpenResources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import reactor.core.publisher.Mono;

/**
 * {@code LockShortage FOLDER}, on {@link RefusingProvider}: descriptors, the system's files, and the kernel's room for locks
 * are used up, each at each moment at which an acquire needs one. It fails with that cause, and the next one has the lock.
 */
final class LockShortage {
    private final LockKind kind;
    private final Path path;
    private final FileLocker locker;

    private LockShortage(LockKind kind, Path path) {
        this.kind = kind;
        this.path = path;
        locker = locker();
    }

    public static void main(String[] arguments) throws IOException {
        OpenResources before = OpenResources.now();
        for (LockKind kind : new LockKind[] {LockKind.OFD, LockKind.FLOCK}) {
            new LockShortage(kind, Path.of(arguments[0]).resolve(kind.name())).run();
        }
        Shortage.done(before);
    }

    private FileLocker locker() {
        return FileLocker.create(
                path, FileLockerOptions.create().file(LockFileOptions.create().kind(kind)));
    }

    private Mono<HeldLock> lock() {
        return locker.lock(LockMode.EXCLUSIVE, LockRange.whole());
    }

    private void run() throws IOException {
        long descriptors = descriptors();
        noDescriptors(Errno.EMFILE, "RLIMIT_NOFILE");
        noDescriptors(Errno.ENFILE, "/proc/sys/fs/file-max");
        String function = kind == LockKind.OFD ? "fcntl" : "flock";
        assertRefused(function, call -> true, Errno.ENOLCK, "no room for one more lock", this::acquire);
        HeldLock held = hold();
        assertRefused(function, this::waits, Errno.ENOLCK, "no room for one more lock", this::acquire);
        assertThat(held.release()).isTrue();
        hold().release();
        Bounds.await("no descriptor of a lock").until(() -> descriptors() == descriptors);
        locker.close();
    }

    /** Whether a call may wait for the lock. */
    private boolean waits(Object[] call) {
        int command = (int) call[1];
        return kind == LockKind.OFD
                ? command == LockConstants.F_OFD_SETLKW
                : (command & LockConstants.LOCK_NB) == 0 && command != LockConstants.LOCK_UN;
    }

    private void noDescriptors(Errno errno, String remedy) {
        assertRefused("open", call -> true, errno, remedy, () -> locker().close());
        assertRefused("open", call -> true, errno, remedy, this::acquire);
        HeldLock held = hold();
        assertRefused(
                "open", behind(1), errno, remedy, this::acquire); // the attempt has opened one, and the wait cannot
        assertThat(held.release()).isTrue();
        hold().release();
    }

    private static Predicate<Object[]> behind(int calls) {
        AtomicInteger left = new AtomicInteger(calls);
        return call -> left.getAndDecrement() <= 0;
    }

    private void acquire() {
        hold().release();
    }

    private HeldLock hold() {
        return Objects.requireNonNull(lock().block(Bounds.SOON));
    }

    private static void assertRefused(
            String function, Predicate<Object[]> which, Errno errno, String remedy, ThrowingCallable what) {
        RefusingProvider.refuse(function, which, errno.number());
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(what)
                .returns(errno, ErrnoException::errno)
                .returns(function, ErrnoException::call)
                .withMessageContaining(remedy);
        RefusingProvider.refuseNothing();
    }

    private long descriptors() throws IOException {
        try (var all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(this::leadsToTheFile).count();
        }
    }

    private boolean leadsToTheFile(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).equals(path);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
