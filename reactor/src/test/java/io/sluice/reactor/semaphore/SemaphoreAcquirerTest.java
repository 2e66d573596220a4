package io.sluice.reactor.semaphore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.blocking.WaitingThreads;
import io.sluice.epoll.EventLoop;
import io.sluice.errno.AcquireTimeoutException;
import io.sluice.errno.ClosedHandleException;
import io.sluice.junit.IpcScope;
import io.sluice.junit.LinuxIpc;
import io.sluice.junit.RunningProgram;
import io.sluice.reactor.Inside;
import io.sluice.reactor.Probe;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Permits of a POSIX semaphore, beside a C program that has it by {@code sem_open}. */
@LinuxIpc
class SemaphoreAcquirerTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final int MANY = 1_000;

    private final IpcScope scope;
    private final String name;

    SemaphoreAcquirerTest(IpcScope scope) {
        this.scope = scope;
        name = scope.name();
    }

    private PosixSemaphore create(int value) {
        return scope.closing(PosixSemaphore.builder(name).value(value).create());
    }

    private RunningProgram peer() {
        RunningProgram peer = CProgram.of("sem_peer").start(name);
        assertThat(answer(peer, "open")).isEqualTo("opened");
        return peer;
    }

    private static String answer(RunningProgram peer, String line) {
        peer.say(line);
        return peer.line();
    }

    @Test
    @Conforms("sem_post 7-1")
    void aCProcessPostsAndTheWaitingMonoHasThePermit() {
        PosixSemaphore semaphore = create(0);
        try (RunningProgram peer = peer()) {
            StepVerifier.create(SemaphoreAcquirer.create(semaphore).acquire())
                    .then(() -> assertThat(answer(peer, "post")).isEqualTo("posted"))
                    .assertNext(permit -> {
                        assertThat(semaphore.value()).isZero();
                        assertThat(permit.release()).isTrue();
                        assertThat(permit.release()).isFalse();
                        assertThat(permit.isReleased()).isTrue();
                    })
                    .expectComplete()
                    .verify(Bounds.SOON);
            assertThat(answer(peer, "value")).isEqualTo("1");
        }
    }

    @Test
    void aCProcessWaitsForWhatIsHeldHere() {
        SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(create(1));
        try (RunningProgram peer = peer()) {
            Mono<String> outside = Mono.fromSupplier(() -> answer(peer, "try"));
            assertThat(acquirer.withPermit(outside).block()).isEqualTo("none");
            assertThat(answer(peer, "try")).isEqualTo("took");
        }
    }

    @Test
    @Conforms("sem_wait 1-2")
    void eachDemandTakesOnePermitAndTheRestStaysInTheKernel() {
        PosixSemaphore semaphore = create(10);
        Probe<Permit> probe = Probe.of(SemaphoreAcquirer.create(semaphore).permits(), 3);
        assertThat(probe.receivedCount()).isEqualTo(3);
        assertThat(semaphore.value()).isEqualTo(7);
        probe.request(2);
        assertThat(semaphore.value()).isEqualTo(5);
        probe.cancel();
        probe.received().forEach(Permit::release);
        assertThat(semaphore.value()).isEqualTo(10);
    }

    @Test
    void tryAcquireIsEmptyWhereNoneIsLeft() {
        PosixSemaphore semaphore = create(1);
        SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(semaphore);
        Permit permit = acquirer.tryAcquire().block();
        assertThat(permit).isNotNull();
        assertThat(acquirer.tryAcquire().block()).isNull();
        permit.release();
        assertThat(acquirer.tryAcquire().blockOptional()).isPresent();
    }

    @Test
    @Conforms({"sem_timedwait 3-1", "sem_timedwait 4-1", "sem_timedwait 6-1", "sem_timedwait 7-1", "sem_timedwait 11-1"
    })
    void aTimeoutSaysWhatToDoAndTakesNothing() {
        PosixSemaphore semaphore = create(0);
        SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(semaphore);
        assertThatExceptionOfType(AcquireTimeoutException.class)
                .isThrownBy(() -> acquirer.acquire(SHORT).block())
                .withMessageContaining(name)
                .withMessageContaining("ETIMEDOUT")
                .withMessageContaining("post once in its place");
        assertThatExceptionOfType(AcquireTimeoutException.class)
                .isThrownBy(
                        () -> acquirer.withPermit(Duration.ZERO, Mono.just(1)).block());
        semaphore.post();
        assertThat(semaphore.value()).isEqualTo(1);
        assertThat(acquirer.withPermit(Duration.ZERO, () -> Flux.just(1, 2))
                        .collectList()
                        .block())
                .containsExactly(1, 2);
        assertThatIllegalArgumentException().isThrownBy(() -> acquirer.acquire(SHORT.negated()));
    }

    @Test
    void athousandWhoWaitHoldOneThread() {
        PosixSemaphore semaphore = create(0);
        try (WaitingThreads threads = WaitingThreads.create("permits", 1);
                PosixSemaphore own =
                        PosixSemaphore.builder(name).waitingThreads(threads).open()) {
            SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(own);
            List<Probe<Integer>> probes = new ArrayList<>();
            Inside inside = new Inside();
            for (int i = 0; i < MANY; i++) {
                probes.add(Probe.of(acquirer.withPermit(inside.work()), 1));
            }
            semaphore.post();
            probes.forEach(probe -> assertThat(probe.awaitEnd()).isNull());
            assertThat(inside.most()).isEqualTo(1);
            assertThat(semaphore.value()).isEqualTo(1);
        }
    }

    @Test
    void theCloseOfTheSemaphoreEndsThoseWhoWaitAndWhatIsHeldCanBeGivenBack() {
        PosixSemaphore semaphore = create(1);
        SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(semaphore);
        Permit held = acquirer.acquire().block();
        Probe<Permit> first = Probe.of(acquirer.acquire(), 1);
        Probe<Permit> second = Probe.of(acquirer.acquire(), 1);
        semaphore.close();
        assertThat(first.awaitEnd()).isInstanceOf(ClosedHandleException.class);
        assertThat(second.awaitEnd()).isInstanceOf(ClosedHandleException.class);
        assertThat(Probe.of(acquirer.acquire(), 1).error()).isInstanceOf(ClosedHandleException.class);
        assertThat(held).isNotNull();
        held.release();
        try (PosixSemaphore again = PosixSemaphore.builder(name).open()) {
            assertThat(again.value()).isEqualTo(1);
        }
    }

    @Test
    void aClosedLoopRefusesThoseWhoWouldWait() {
        EventLoop loop = EventLoop.create("closed");
        PosixSemaphore semaphore = create(0);
        SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(
                semaphore, SemaphoreAcquirerOptions.create().eventLoop(loop));
        Probe<Permit> waiting = Probe.of(acquirer.acquire(), 1);
        loop.close();
        assertThat(waiting.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(Probe.of(acquirer.acquire(), 1).awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        semaphore.post();
        assertThat(semaphore.value()).isEqualTo(1);
    }

    @Test
    void aCancelledWaitLetsTheNextOneGoOn() {
        PosixSemaphore semaphore = create(0);
        SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(semaphore);
        Probe<Permit> first = Probe.of(acquirer.acquire(), 1);
        Probe<Permit> second = Probe.of(acquirer.acquire(), 1);
        first.cancel();
        semaphore.post();
        assertThat(second.awaitEnd()).isNull();
        assertThat(first.received()).isEmpty();
        assertThat(semaphore.value()).isZero();
    }
}
