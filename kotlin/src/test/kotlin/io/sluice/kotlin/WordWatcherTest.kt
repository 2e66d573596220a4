package io.sluice.kotlin

import app.cash.turbine.test
import io.sluice.errno.ClosedHandleException
import io.sluice.junit.Bytes
import io.sluice.junit.LinuxIpc
import io.sluice.reactor.sharedmemory.WordChange
import io.sluice.reactor.sharedmemory.WordWatcher
import io.sluice.sharedmemory.SharedMemory
import io.sluice.testing.Bounds
import io.sluice.testing.CProgram
import io.sluice.testing.Waiters
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.async
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.takeWhile
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** Coroutines wait for changes of a word that processes share. */
@OptIn(ExperimentalCoroutinesApi::class)
@LinuxIpc
class WordWatcherTest(@param:Bytes(64) private val shared: SharedMemory) {
    private val word = shared.memory().word(0)
    private val watcher = WordWatcher.create(word)

    private fun change() {
        word.getAndAdd(1)
        word.wake(Int.MAX_VALUE)
    }

    @Test
    fun aChangeIsAwaitedForATime() = runTest {
        assertThat(watcher.awaitChangeOrNull(0, Duration.ZERO)).isNull()
        assertThat(watcher.awaitChangeOrNull(0, 20.milliseconds)).isNull()
        assertThat(watcher.awaitChangeOrNull(7, Duration.ZERO)).isEqualTo(0)
        launch { change() }
        assertThat(watcher.awaitChangeOrNull(0, 5.minutes)).isEqualTo(1)
        assertThrows<IllegalArgumentException> { watcher.awaitChangeOrNull(0, (-1).milliseconds) }
    }

    @Test
    fun aCollectorAtWorkHoldsNoThreadAndThenFindsTheLatestValue() =
        runBlocking<Unit> {
            val collecting =
                async(start = UNDISPATCHED) {
                    watcher
                        .wordChanges()
                        .take(2)
                        .onEach {
                            Waiters.awaitBusy(0)
                            repeat(3) { change() }
                        }
                        .toList()
                }
            change()
            assertThat(collecting.await()).containsExactly(WordChange(1, 0), WordChange(4, 2))
        }

    @Test
    fun whatACProgramChangesIsCountedWhole() =
        runBlocking<Unit> {
            var counted = 0L
            val collecting =
                launch(start = UNDISPATCHED) {
                    watcher
                        .wordChanges()
                        .takeWhile { change ->
                            counted += change.skipped() + 1
                            counted < CHANGES
                        }
                        .collect { assertThat(it.value().toLong()).isEqualTo(counted) }
                }
            CProgram.of("word_peer").start(shared.name(), "change", CHANGES).use { peer ->
                collecting.join()
                assertThat(peer.awaitExit(Bounds.SOON).status()).isZero()
            }
            assertThat(counted).isEqualTo(CHANGES.toLong())
        }

    @Test
    fun aCancelInterruptsTheThreadEvenWhereTheCoroutineDoesNotRun() = runTest {
        val waiting = launch { watcher.awaitChangeOrNull(0, Duration.INFINITE) }
        runCurrent()
        Waiters.awaitBusy(1)
        waiting.cancel()
        Waiters.awaitBusy(0)
    }

    @Test
    fun closingTheMemoryCompletesTheFlowAndALaterOneFails() = runTest {
        watcher.wordChanges().test(timeout = SOON) {
            shared.close()
            awaitComplete()
        }
        watcher.wordChanges().test(timeout = SOON) {
            assertThat(awaitError()).isInstanceOf(ClosedHandleException::class.java)
        }
        assertThrows<ClosedHandleException> { watcher.awaitChangeOrNull(0, Duration.ZERO) }
    }

    private companion object {
        const val CHANGES = 20_000
    }
}
