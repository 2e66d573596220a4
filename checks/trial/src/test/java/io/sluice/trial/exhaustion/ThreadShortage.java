package io.sluice.trial.exhaustion;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import io.sluice.reactor.lock.FileLocker;
import io.sluice.reactor.lock.HeldLock;
import io.sluice.reactor.semaphore.Permit;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.semaphore.SemaphoreOperation;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sysvipc.IpcKey;
import io.sluice.testing.Bounds;
import io.sluice.testing.OpenResources;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/**
 * {@code ThreadShortage}, as an ordinary user: acquires of each kind that have to wait, while this process may start no thread.
 * Each fails with that cause. When threads can be started again, the next acquire waits, and has the permit or the lock.
 */
final class ThreadShortage {
    /** Sets the limit of this JVM, which could not start a process for that itself. */
    private static final String LIMITS = """
            most=$(prlimit --pid $PPID --nproc --noheadings --raw --output HARD)
            while read limit; do
                [ $limit = most ] && to=$most || to=$limit
                prlimit --pid $PPID --nproc=$to: && echo $limit
            done
            """;

    private final Process shell;
    private final BufferedReader answers;
    private final BufferedWriter limits;

    /** One kind: a permit that is held, and how it is released. */
    private record Held<P>(Mono<P> acquire, P held, Predicate<P> release) {
        static <P> Held<P> of(Mono<P> acquire, Predicate<P> release) {
            return new Held<>(acquire, Objects.requireNonNull(acquire.block(Bounds.SOON)), release);
        }

        Collector<P> waiting() {
            Collector<P> collector = Collector.of(acquire);
            collector.request(1);
            return collector;
        }

        void assertRefused() {
            assertThat(waiting().awaitError())
                    .isInstanceOf(OutOfMemoryError.class)
                    .hasMessageContaining("process/resource limits reached");
        }

        void assertNextHasIt() {
            Collector<P> next = waiting();
            assertThat(next.hasOutcome()).isFalse();
            assertThat(release.test(held)).isTrue();
            assertThat(release.test(next.awaitReceived(1).get(0))).isTrue();
        }
    }

    private ThreadShortage() throws IOException {
        shell = new ProcessBuilder("sh", "-c", LIMITS)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = shell.inputReader(StandardCharsets.UTF_8);
        limits = shell.outputWriter(StandardCharsets.UTF_8);
    }

    /** How many threads and processes this user may have, for a further one to be started here; or "most" for the former limit. */
    private void limit(String count) throws IOException {
        limits.write(count + "\n");
        limits.flush();
        assertThat(answers.readLine()).isEqualTo(count);
    }

    public static void main(String[] arguments) throws IOException {
        ThreadShortage shortage = new ThreadShortage();
        OpenResources before = OpenResources.now();
        EventLoop.shared();
        Path path = Files.createTempFile("sluice-test-threads-", ".lock");
        String name = "/sluice-test-threads-" + ProcessHandle.current().pid();
        try (PosixSemaphore semaphore = PosixSemaphore.builder(name).create();
                SysvSemaphoreSet set =
                        SysvSemaphoreSet.builder(IpcKey.PRIVATE).values(1).create();
                FileLocker locker = FileLocker.create(path)) {
            PosixSemaphore.unlink(name);
            List<Held<?>> kinds = new ArrayList<>();
            kinds.add(Held.of(SemaphoreAcquirer.create(semaphore).acquire(), Permit::release));
            kinds.add(Held.of(
                    SemaphoreAcquirer.create(set, SemaphoreOperation.take(0, 1)).acquire(), Permit::release));
            kinds.add(Held.of(locker.lock(LockMode.EXCLUSIVE, LockRange.whole()), HeldLock::release));
            shortage.limit("1");
            kinds.forEach(Held::assertRefused);
            shortage.limit("most");
            kinds.forEach(Held::assertNextHasIt);
            assertThat(semaphore.value()).isOne();
            assertThat(set.value(0)).isOne();
            set.remove();
        } finally {
            Files.delete(path);
            shortage.shell.destroy();
        }
        Shortage.done(before);
    }
}
