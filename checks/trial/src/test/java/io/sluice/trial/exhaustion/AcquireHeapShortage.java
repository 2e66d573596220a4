package io.sluice.trial.exhaustion;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.lock.LockFileOptions;
import io.sluice.lock.LockKind;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import io.sluice.reactor.lock.FileLocker;
import io.sluice.reactor.lock.FileLockerOptions;
import io.sluice.reactor.lock.HeldLock;
import io.sluice.reactor.semaphore.Permit;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.reactor.semaphore.SemaphoreAcquirerOptions;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.semaphore.SemaphoreOperation;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sysvipc.IpcKey;
import io.sluice.testing.Bounds;
import io.sluice.testing.OpenResources;
import io.sluice.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;

/**
 * {@code AcquireHeapShortage KIND ROUNDS}: some acquires wait, others arrive, and the only permit or lock is released, all
 * while the heap has room for some objects or for none. Each ends with it or with an error, and it is there afterwards.
 */
final class AcquireHeapShortage {
    enum Kind {
        POSIX,
        SYSV,
        OFD_LOCK,
        FLOCK
    }

    private static final int WAITING = 2;
    private static final int ARRIVING = 2;
    private static final int WARM_UPS = 200;
    /** In links of the chain that fills the heap, of some 24 bytes each. */
    private static final int MOST_ROOM = 200;

    private static final int LITTLE_ROOM = 10;
    /** Of which each has the file open. */
    private static final int LOCKERS = 2;

    private AcquireHeapShortage() {}

    public static void main(String[] arguments) throws IOException {
        int rounds = Integer.parseInt(arguments[1]);
        OpenResources before = OpenResources.now();
        switch (Kind.valueOf(arguments[0].toUpperCase(Locale.ROOT))) {
            case POSIX -> posix(rounds);
            case SYSV -> sysv(rounds);
            case OFD_LOCK -> lock(LockKind.OFD, rounds);
            case FLOCK -> lock(LockKind.FLOCK, rounds);
        }
        Shortage.done(before);
    }

    private static void posix(int rounds) {
        String name = "/sluice-test-heap-" + ProcessHandle.current().pid();
        try (PosixSemaphore semaphore = PosixSemaphore.builder(name).create()) {
            PosixSemaphore.unlink(name);
            SemaphoreAcquirer refusing = SemaphoreAcquirer.create(
                    semaphore, SemaphoreAcquirerOptions.create().eventLoop(closedLoop()));
            rounds(SemaphoreAcquirer.create(semaphore).acquire(), refusing.acquire(), Permit::release, rounds);
            assertThat(semaphore.value()).isOne();
        }
    }

    private static void sysv(int rounds) {
        try (SysvSemaphoreSet set =
                SysvSemaphoreSet.builder(IpcKey.PRIVATE).values(1).create()) {
            SemaphoreOperation take = SemaphoreOperation.take(0, 1);
            SemaphoreAcquirer refusing = SemaphoreAcquirer.create(
                    set, SemaphoreAcquirerOptions.create().eventLoop(closedLoop()), take);
            rounds(SemaphoreAcquirer.create(set, take).acquire(), refusing.acquire(), Permit::release, rounds);
            assertThat(set.value(0)).isOne();
            set.remove();
        }
    }

    private static void lock(LockKind kind, int rounds) throws IOException {
        Path path = Files.createTempFile("sluice-test-heap-", ".lock");
        FileLockerOptions options =
                FileLockerOptions.create().file(LockFileOptions.create().kind(kind));
        try (FileLocker locker = FileLocker.create(path, options);
                FileLocker refusing = FileLocker.create(path, options.eventLoop(closedLoop()))) {
            Mono<HeldLock> lock = locker.lock(LockMode.EXCLUSIVE, LockRange.whole());
            rounds(lock, refusing.lock(LockMode.EXCLUSIVE, LockRange.whole()), HeldLock::release, rounds);
            assertThat(lock.block(Bounds.SOON)).isNotNull().matches(HeldLock::release);
            Bounds.await("descriptors of locks that are over").until(() -> descriptorsOf(path) == LOCKERS);
        } finally {
            Files.delete(path);
        }
    }

    private static long descriptorsOf(Path path) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(descriptor -> leadsTo(descriptor, path)).count();
        }
    }

    private static boolean leadsTo(Path descriptor, Path path) {
        try {
            return Files.readSymbolicLink(descriptor).equals(path);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    /** A loop that refuses all tasks. */
    private static EventLoop closedLoop() {
        EventLoop loop = EventLoop.create();
        loop.close();
        return loop;
    }

    private static <P> void rounds(Mono<P> acquire, Mono<P> refusing, Predicate<P> release, int rounds) {
        // Classes are loaded, lambdas are linked and the method handles of native calls are compiled while there is
        // room. Even a text in the code is made into an object when it is used first.
        for (int i = 0; i < WARM_UPS; i++) {
            round(acquire, release, -1);
            refuse(acquire, refusing, release);
        }
        Random random = Trial.random("room in the heap");
        int refused = 0;
        for (int i = 0; i < rounds; i++) {
            refused += round(acquire, release, random.nextInt(random.nextBoolean() ? MOST_ROOM : LITTLE_ROOM));
        }
        System.out.println(refused + " acquires refused");
    }

    private static <P> void refuse(Mono<P> acquire, Mono<P> refusing, Predicate<P> release) {
        P held = acquire.block(Bounds.SOON);
        Outcome<P> outcome = new Outcome<>();
        refusing.subscribe(outcome);
        outcome.request(1);
        assertThat(outcome.error).isInstanceOf(RejectedExecutionException.class);
        assertThat(release.test(held)).isTrue();
    }

    /** Returns how many were refused. */
    private static <P> int round(Mono<P> acquire, Predicate<P> release, int room) {
        P held = acquire.block(Bounds.SOON);
        List<Outcome<P>> all = new ArrayList<>();
        for (int i = 0; i < WAITING + ARRIVING; i++) {
            Outcome<P> outcome = new Outcome<>();
            acquire.subscribe(outcome);
            all.add(outcome);
        }
        request(all, 0, WAITING);
        Object[] hog = room < 0 ? null : Shortage.fillHeapExcept(room);
        request(all, WAITING, WAITING + ARRIVING); // throws nothing: each has its outcome
        boolean released = false;
        while (!released) {
            try {
                released = release.test(held);
            } catch (OutOfMemoryError noRoom) {
                hog = hog == null ? null : (Object[]) hog[0];
                continue;
            }
            if (!released) {
                hog = null;
                throw new AssertionError("nothing is held any more, though no release has given it back");
            }
        }
        hog = null;
        return settle(all, release);
    }

    /** Makes no object, so that all the room is for what it calls. */
    private static <P> void request(List<Outcome<P>> all, int from, int to) {
        for (int i = from; i < to; i++) {
            all.get(i).request(1);
        }
    }

    private static <P> int settle(List<Outcome<P>> all, Predicate<P> release) {
        int refused = 0;
        while (!all.isEmpty()) {
            Bounds.awaitSpinning("an outcome", () -> all.stream().anyMatch(Outcome::isThere));
            Outcome<P> next = all.stream().filter(Outcome::isThere).findFirst().orElseThrow();
            all.remove(next);
            if (next.received != null) {
                assertThat(release.test(next.received)).isTrue();
            } else {
                refused++;
            }
        }
        return refused;
    }

    /** Keeps the outcome without an object. */
    private static final class Outcome<P> extends BaseSubscriber<P> {
        volatile P received;
        private volatile Throwable error;

        boolean isThere() {
            return received != null || error != null;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // Demand comes later.
        }

        @Override
        protected void hookOnNext(P element) {
            received = element;
        }

        @Override
        protected void hookOnError(Throwable cause) {
            error = cause;
        }
    }
}
