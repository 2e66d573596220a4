package io.sluice.kotlin

import io.sluice.errno.ClosedHandleException
import io.sluice.errno.NoSuchProcessException
import io.sluice.process.ExitStatus
import io.sluice.process.WatchedProcess
import io.sluice.reactor.process.ProcessWatcher
import io.sluice.reactor.process.Processes
import io.sluice.testing.OpenResources
import io.sluice.testing.ReapingParent
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** Coroutines wait for the end of processes. */
class ProcessesTest {
    private val parent = ReapingParent()
    private val processes = Processes.create()

    @AfterEach fun endChildren() = parent.close()

    private fun handle(pid: Long) = ProcessHandle.of(pid).orElseThrow()

    @Test
    fun theExitIsAwaitedBeforeTheReapAndTheStatusBehindIt() =
        runBlocking<Unit> {
            val pid = parent.childThatRuns()
            val exits =
                listOf(
                    launch(start = UNDISPATCHED) { processes.awaitExit(pid) },
                    launch(start = UNDISPATCHED) { processes.awaitExit(handle(pid)) },
                )
            val statuses =
                listOf(
                    async(start = UNDISPATCHED) { processes.awaitStatus(pid) },
                    async(start = UNDISPATCHED) { processes.awaitStatus(handle(pid)) },
                )
            assertThat(exits).allMatch { it.isActive }
            handle(pid).destroyForcibly()
            exits.forEach { it.join() }
            assertThat(statuses).allMatch { it.isActive }
            parent.reap(pid)
            assertThat(statuses.map { it.await() }).containsOnly(ExitStatus.Killed(9, false))
            assertThrows<NoSuchProcessException> { processes.awaitExit(pid) }
            assertThrows<IllegalArgumentException> { processes.awaitStatus(0) }
        }

    @Test
    fun aProcessThatIsHeldIsAwaitedAgainAndAgain() =
        runBlocking<Unit> {
            val process = WatchedProcess.open(parent.childThatExits(5))
            val watcher = ProcessWatcher.create(process)
            process.use {
                parent.reap(process.pid())
                repeat(2) {
                    watcher.awaitExit()
                    assertThat(watcher.awaitStatus()).isEqualTo(ExitStatus.Exited(5))
                }
            }
            assertThrows<ClosedHandleException> { watcher.awaitExit() }
            assertThrows<ClosedHandleException> { watcher.awaitStatus() }
        }

    @Test
    fun aChildIsAwaitedHoweverShortItsLifeWas() =
        runBlocking<Unit> {
            val child = ProcessBuilder("sh", "-c", "exit 7").start()
            processes.awaitExit(child)
            child.waitFor()
            processes.awaitExit(child)
            assertThat(processes.awaitStatus(child)).isEqualTo(ExitStatus.Exited(7))
        }

    @Test
    fun aCancelEndsTheWaitAndNotTheProcess() =
        runBlocking<Unit> {
            val pid = parent.childThatRuns()
            val before = OpenResources.now()
            val waits =
                listOf(
                    launch(start = UNDISPATCHED) { processes.awaitExit(pid) },
                    launch(start = UNDISPATCHED) { processes.awaitStatus(handle(pid)) },
                )
            assertThat(OpenResources.now().descriptors).isNotEqualTo(before.descriptors)
            waits.forEach { it.cancelAndJoin() }
            before.awaitNothingMore()
            assertThat(handle(pid).isAlive).isTrue()
        }
}
