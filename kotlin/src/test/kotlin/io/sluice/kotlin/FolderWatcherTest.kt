package io.sluice.kotlin

import app.cash.turbine.test
import io.sluice.inotify.FolderEvent
import io.sluice.inotify.FolderGoneException
import io.sluice.inotify.NameChange
import io.sluice.inotify.NameEvent
import io.sluice.reactor.inotify.FolderWatcher
import io.sluice.reactor.inotify.FolderWatcherOptions
import io.sluice.testing.Bounds
import java.nio.file.Path
import kotlin.io.path.createDirectory
import kotlin.io.path.createFile
import kotlin.io.path.deleteExisting
import kotlin.time.toKotlinDuration
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

/** The events of a folder as a flow, and names that a coroutine waits for. */
class FolderWatcherTest {
    @TempDir lateinit var folder: Path

    private lateinit var watcher: FolderWatcher

    @BeforeEach
    fun watchNewNames() {
        watcher = FolderWatcher.create(folder, FolderWatcherOptions.create().changes(setOf(NameChange.CREATED)))
    }

    private fun create(name: String): Path = folder.resolve(name).createFile()

    private fun List<FolderEvent>.names() = map { (it as NameEvent).name() }

    @Test
    fun eachCollectorGetsAllEventsInOrderUntilTheStop() =
        runBlocking<Unit> {
            val third = CompletableDeferred<Unit>()
            val all =
                async(start = UNDISPATCHED) {
                    watcher.folderEvents().onEach { if ((it as NameEvent).name() == "c") third.complete(Unit) }.toList()
                }
            create("a")
            val later = async(start = UNDISPATCHED) { watcher.folderEvents(buffer = 1).take(2).toList() }
            create("b")
            create("c")
            assertThat(later.await().names()).containsExactly("b", "c")
            watcher.folderEvents().test(timeout = Bounds.SOON.toKotlinDuration()) {
                create("d")
                assertThat((awaitItem() as NameEvent).change()).isEqualTo(NameChange.CREATED)
                withTimeout(Bounds.SOON.toKotlinDuration()) { third.await() } // what is not taken yet would stay so
                watcher.stop()
                awaitComplete()
            }
            assertThat(all.await().names()).startsWith("a", "b", "c")
            assertThrows<IllegalArgumentException> { watcher.folderEvents(buffer = -1) }
        }

    @Test
    fun aFolderThatIsDeletedFailsTheFlow() =
        runBlocking<Unit> {
            val inner = folder.resolve("inner").createDirectory()
            FolderWatcher.create(inner).folderEvents().test(timeout = Bounds.SOON.toKotlinDuration()) {
                inner.deleteExisting()
                assertThat(awaitError()).isInstanceOf(FolderGoneException::class.java)
            }
        }

    @Test
    fun aNameIsAwaitedWhetherItIsThereOrComes() =
        runBlocking<Unit> {
            val later = async(start = UNDISPATCHED) { watcher.awaitName("later") }
            val there = create("there")
            assertThat(watcher.awaitName("there")).isEqualTo(there)
            assertThat(later.isActive).isTrue()
            assertThat(create("later")).isEqualTo(later.await())
            assertThrows<IllegalArgumentException> { watcher.awaitName("a/b") }
        }

    @Test
    fun aCancelEndsTheWatch() =
        runBlocking<Unit> {
            val waits =
                listOf(
                    launch(start = UNDISPATCHED) { watcher.folderEvents().collect {} },
                    launch(start = UNDISPATCHED) { watcher.awaitName("never") },
                )
            Bounds.await("two watches").until { InotifyWatches.count(folder) == 2 }
            waits.forEach { it.cancelAndJoin() }
            Bounds.await("the end of the watches").until { InotifyWatches.count(folder) == 0 }
        }
}
