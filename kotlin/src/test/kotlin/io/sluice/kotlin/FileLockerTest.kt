package io.sluice.kotlin

import io.sluice.errno.AcquireTimeoutException
import io.sluice.lock.LockMode.EXCLUSIVE
import io.sluice.lock.LockMode.SHARED
import io.sluice.lock.LockRange
import io.sluice.reactor.lock.FileLocker
import io.sluice.testing.CProgram
import io.sluice.testing.Checks
import io.sluice.testing.Pace
import io.sluice.testing.Waiters
import java.nio.file.Path
import java.util.SplittableRandom
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TimeSource
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

/** Coroutines lock a file, beside a C program that locks the same one. */
class FileLockerTest {
    @TempDir lateinit var folder: Path

    private fun locked(test: suspend (SuspendingFileLocker, FileLocker) -> Unit) {
        FileLocker.create(folder.resolve("lock")).use { runBlocking { test(it.asSuspending(), it) } }
    }

    @Test
    fun aBlockHasALockWhileItRunsAndACProgramHasItBehind() = locked { locker, _ ->
        CProgram.of("lock_peer").start(folder.resolve("lock")).use { peer ->
            fun answer(line: String): String {
                peer.say(line)
                return peer.line()
            }
            val result =
                locker.withLock(EXCLUSIVE, WHOLE, Duration.INFINITE) {
                    assertThat(answer("try ofd shared 0 0")).isEqualTo("taken")
                    "result"
                }
            assertThat(result).isEqualTo("result")
            assertThat(answer("try ofd exclusive 0 0")).isEqualTo("locked")
            assertThat(locker.lockOrNull(SHARED, WHOLE, 10.milliseconds)).isNull()
            runBlocking {
                val waiting = async(start = UNDISPATCHED) { locker.withLock(SHARED, WHOLE, Duration.INFINITE) { 5 } }
                assertThat(waiting.isActive).isTrue()
                assertThat(answer("unlock ofd - 0 0")).isEqualTo("unlocked")
                assertThat(waiting.await()).isEqualTo(5)
            }
            assertThat(answer("try ofd exclusive 0 0")).isEqualTo("locked")
        }
    }

    @Test
    fun anErrorACancelAndATimeoutLeaveNoLock() = locked { locker, file ->
        assertThrows<IllegalStateException> { locker.withLock(EXCLUSIVE, WHOLE, Duration.ZERO) { error("on purpose") } }
        runBlocking {
            val holding =
                launch(start = UNDISPATCHED) {
                    locker.withLock(EXCLUSIVE, WHOLE, Duration.ZERO) { awaitCancellation() }
                }
            val waiting = launch(start = UNDISPATCHED) { locker.withLock(EXCLUSIVE, WHOLE, Duration.INFINITE) {} }
            assertThrows<AcquireTimeoutException> { locker.lock(SHARED, WHOLE, 10.milliseconds) }
            waiting.cancelAndJoin()
            holding.cancelAndJoin()
        }
        assertThat(file.holders()).isEmpty()
    }

    @Test
    fun aCancelAtAnyMomentLeavesNoLock() = locked { locker, file ->
        val seed = System.nanoTime()
        val random = SplittableRandom(seed)
        val inside = AtomicInteger()
        val most = AtomicInteger()
        val done = AtomicInteger()
        suspend fun use() =
            locker.withLock(EXCLUSIVE, WHOLE, Duration.INFINITE) {
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
                    List(2) { launch { while (true) use() } } +
                        launch { while (true) locker.lockOrNull(SHARED, WHOLE, timeout)?.release() }
                pace.spin()
                for (job in jobs) job.cancel()
                for (job in jobs) job.join()
                pace.ended(done.get() > before)
            }
        }
        Waiters.awaitBusy(0)
        assertThat(file.holders()).`as`("%d done, seed %d", done.get(), seed).isEmpty()
        assertThat(most.get()).isOne()
        assertThat(done.get()).isPositive()
    }

    private companion object {
        val WHOLE: LockRange = LockRange.whole()
        const val ROUNDS = 5_000
        const val FEWEST_ROUNDS = 300
        const val MOST_NANOS = 300_000L
        val MOST_TIME = Checks.or(1, 4).seconds
    }
}
