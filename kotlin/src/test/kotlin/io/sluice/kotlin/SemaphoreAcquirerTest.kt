package io.sluice.kotlin

import io.sluice.errno.AcquireTimeoutException
import io.sluice.errno.ClosedHandleException
import io.sluice.errno.SetRemovedException
import io.sluice.junit.LinuxIpc
import io.sluice.reactor.semaphore.SemaphoreAcquirer
import io.sluice.reactor.semaphore.ZeroWaiter
import io.sluice.semaphore.PosixSemaphore
import io.sluice.semaphore.SemaphoreOperation
import io.sluice.semaphore.SysvSemaphoreSet
import io.sluice.sysvipc.IpcKey
import io.sluice.testing.Bounds
import io.sluice.testing.CProgram
import io.sluice.testing.Checks
import io.sluice.testing.Pace
import io.sluice.testing.Waiters
import java.util.SplittableRandom
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TimeSource
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** Coroutines acquire permits, beside a C program that has the same semaphore. */
@LinuxIpc
class SemaphoreAcquirerTest(private val semaphore: PosixSemaphore) {
    private val acquirer = SemaphoreAcquirer.create(semaphore).asSuspending()

    @Test
    fun aBlockHasAPermitWhileItRunsAndACProgramHasItBehind() =
        runBlocking<Unit> {
            CProgram.of("sem_peer").start(semaphore.name()).use { peer ->
                fun answer(line: String): String {
                    peer.say(line)
                    return peer.line()
                }
                assertThat(answer("open")).isEqualTo("opened")
                val result =
                    acquirer.withPermit(Duration.INFINITE) {
                        assertThat(answer("try")).isEqualTo("none")
                        "result"
                    }
                assertThat(result).isEqualTo("result")
                assertThat(answer("try")).isEqualTo("took")
                val waiting = async(start = UNDISPATCHED) { acquirer.withPermit(Duration.INFINITE) { 5 } }
                assertThat(waiting.isActive).isTrue()
                assertThat(answer("post")).isEqualTo("posted")
                assertThat(waiting.await()).isEqualTo(5)
                assertThat(answer("value")).isEqualTo("1")
            }
        }

    @Test
    fun anErrorAndACancelGiveThePermitBack() =
        runBlocking<Unit> {
            assertThrows<IllegalStateException> { acquirer.withPermit(Duration.ZERO) { error("on purpose") } }
            assertThat(semaphore.value()).isOne()
            val holding = launch(start = UNDISPATCHED) { acquirer.withPermit(Duration.ZERO) { awaitCancellation() } }
            assertThat(semaphore.value()).isZero()
            holding.cancelAndJoin()
            assertThat(semaphore.value()).isOne()
        }

    @Test
    fun aTimeoutIsAnErrorOrNull() =
        runBlocking<Unit> {
            val permit = acquirer.acquire(Duration.ZERO)
            assertThrows<AcquireTimeoutException> { acquirer.acquire(Duration.ZERO) }
            assertThrows<AcquireTimeoutException> { acquirer.withPermit(10.milliseconds) { error("not reached") } }
            assertThat(acquirer.acquireOrNull(10.milliseconds)).isNull()
            assertThat(permit.release()).isTrue()
            assertThat(acquirer.acquireOrNull(Duration.ZERO)?.release()).isTrue()
            semaphore.close()
            assertThrows<ClosedHandleException> { acquirer.acquireOrNull(Duration.ZERO) }
        }

    @Test
    fun aCancelGivesUpThePlaceAndTakesNothing() =
        runBlocking<Unit> {
            val permit = acquirer.acquire(Duration.ZERO)
            val first = launch(start = UNDISPATCHED) { acquirer.withPermit(Duration.INFINITE) { error("cancelled") } }
            val second = async(start = UNDISPATCHED) { acquirer.withPermit(Duration.INFINITE) { "second" } }
            first.cancelAndJoin()
            permit.release()
            assertThat(second.await()).isEqualTo("second")
            assertThat(semaphore.value()).isOne()
        }

    @Test
    fun aCancelAtAnyMomentNeitherLosesNorMakesPermits() {
        val seed = System.nanoTime()
        val random = SplittableRandom(seed)
        val inside = AtomicInteger()
        val most = AtomicInteger()
        val done = AtomicInteger()
        repeat(PERMITS - 1) { semaphore.post() }
        suspend fun use() =
            acquirer.withPermit(Duration.INFINITE) {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max)
                done.incrementAndGet()
                inside.decrementAndGet()
            }
        val pace = Pace(random.split(), MOST_NANOS)
        runBlocking(Dispatchers.Default) {
            val begun = TimeSource.Monotonic.markNow()
            for (round in 0 until ROUNDS) {
                if (round >= FEWEST_ROUNDS && begun.elapsedNow() > MOST_TIME) break
                val before = done.get()
                val timeout = random.nextLong(MOST_NANOS).nanoseconds
                val jobs =
                    List(PERMITS) { launch { while (true) use() } } +
                        launch { while (true) acquirer.acquireOrNull(timeout)?.release() }
                pace.spin()
                for (job in jobs) job.cancel()
                for (job in jobs) job.join()
                pace.ended(done.get() > before)
            }
        }
        Waiters.awaitBusy(0)
        assertThat(semaphore.value()).`as`("%d done, seed %d", done.get(), seed).isEqualTo(PERMITS)
        assertThat(most.get()).isBetween(1, PERMITS)
    }

    @Test
    fun eachPostIsAnElementOfTheFlowAndNoneIsTakenAhead() =
        runBlocking<Unit> {
            repeat(2) { semaphore.post() }
            val left = mutableListOf<Int>()
            val seen = acquirer.permits().take(2).onEach { left.add(semaphore.value()) }.toList()
            assertThat(seen).hasSize(2).allMatch { it.release() }
            assertThat(left).containsExactly(2, 1)
            assertThat(semaphore.value()).isEqualTo(3)
        }

    @Test
    fun aCollectorThatIsCancelledBeforeItSeesAPermitGivesItBack() =
        runBlocking<Unit> {
            assertThat(semaphore.tryWait()).isTrue()
            val seen = AtomicInteger()
            // On this thread alone: the permit comes while the collector waits for its thread.
            val collecting = launch(start = UNDISPATCHED) { acquirer.permits().collect { seen.incrementAndGet() } }
            semaphore.post()
            Bounds.await("the permit to be taken").until { semaphore.value() == 0 }
            Waiters.awaitBusy(0)
            collecting.cancelAndJoin()
            assertThat(seen).hasValue(0)
            Bounds.await("the permit to be given back").until { semaphore.value() == 1 }
        }

    @Test
    fun aCancelOfAFlowAtAnyMomentNeitherLosesNorMakesPermits() {
        val seed = System.nanoTime()
        val seen = AtomicInteger()
        val pace = Pace(SplittableRandom(seed), MOST_NANOS)
        runBlocking(Dispatchers.Default) {
            val begun = TimeSource.Monotonic.markNow()
            for (round in 0 until ROUNDS) {
                if (round >= FEWEST_ROUNDS && begun.elapsedNow() > MOST_TIME) break
                val before = seen.get()
                val collecting = launch {
                    acquirer.permits().collect {
                        seen.incrementAndGet()
                        it.release()
                    }
                }
                pace.spin()
                collecting.cancel()
                collecting.join()
                pace.ended(seen.get() > before)
            }
        }
        Waiters.awaitBusy(0)
        assertThat(semaphore.value()).`as`("%d seen, seed %d", seen.get(), seed).isOne()
    }

    @Test
    fun aFlowFailsWhenTheSemaphoreIsClosed() =
        runBlocking<Unit> {
            assertThat(semaphore.tryWait()).isTrue()
            val collecting =
                async(start = UNDISPATCHED) { runCatching { acquirer.permits().collect { error("none is left") } } }
            semaphore.close()
            assertThat(collecting.await().exceptionOrNull()).isInstanceOf(ClosedHandleException::class.java)
        }

    @Test
    fun aSetOfSystemVSemaphoresIsUsedInTheSameWay() =
        runBlocking<Unit> {
            val set = SysvSemaphoreSet.builder(IpcKey.PRIVATE).values(2, 1).create()
            try {
                val both =
                    SemaphoreAcquirer.create(set, SemaphoreOperation.take(0, 2), SemaphoreOperation.take(1, 1))
                        .asSuspending()
                val zero = ZeroWaiter.create(set)
                assertThrows<AcquireTimeoutException> { zero.awaitZero(0, Duration.ZERO) }
                both.withPermit(Duration.INFINITE) {
                    zero.awaitZero(0, Duration.ZERO)
                    assertThat(both.acquireOrNull(Duration.ZERO)).isNull()
                }
                assertThat(set.values()).containsExactly(2, 1)
            } finally {
                set.remove()
            }
        }

    @Test
    fun theErrorOfTheBlockAndACancelAreKeptWhereThePermitCannotGoBack() =
        runBlocking<Unit> {
            val failing = assertThrows<IllegalStateException> { withRemovedSet { error("on purpose") } }
            assertThat(failing).hasMessage("on purpose")
            assertThat(failing.suppressed).singleElement().isInstanceOf(SetRemovedException::class.java)
            var thrown: Throwable? = null
            val holding =
                launch(start = UNDISPATCHED) {
                    try {
                        withRemovedSet { awaitCancellation() }
                    } catch (e: Throwable) {
                        thrown = e
                        throw e
                    }
                }
            holding.cancelAndJoin()
            assertThat(thrown).isInstanceOf(CancellationException::class.java)
            assertThat(thrown?.suppressed).singleElement().isInstanceOf(SetRemovedException::class.java)
            assertThrows<SetRemovedException> { withRemovedSet {} }
        }

    /** Has a permit of a set that is removed meanwhile, so that nothing can give the permit back. */
    private suspend fun withRemovedSet(block: suspend () -> Unit) {
        val set = SysvSemaphoreSet.builder(IpcKey.PRIVATE).values(1).create()
        val removing = SemaphoreAcquirer.create(set, SemaphoreOperation.take(0, 1)).asSuspending()
        removing.withPermit(Duration.ZERO) {
            set.remove()
            block()
        }
    }

    private companion object {
        const val PERMITS = 2
        const val ROUNDS = 20_000
        const val FEWEST_ROUNDS = 500
        const val MOST_NANOS = 150_000L
        val MOST_TIME = Checks.or(1, 4).seconds
    }
}
