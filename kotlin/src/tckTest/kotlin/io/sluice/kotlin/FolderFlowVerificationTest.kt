package io.sluice.kotlin

import io.sluice.inotify.FolderEvent
import io.sluice.reactor.inotify.FolderWatcher
import java.nio.file.Files
import java.nio.file.Path
import kotlin.concurrent.thread
import kotlin.io.path.createFile
import kotlin.io.path.deleteExisting
import org.testng.annotations.AfterClass
import org.testng.annotations.BeforeClass

/** The rules of Reactive Streams for a publisher made from a flow of a folder's events. */
class FolderFlowVerificationTest : FlowVerification<FolderEvent>() {
    private lateinit var folder: Path
    private lateinit var changes: Thread
    @Volatile private var isOver = false

    @BeforeClass
    fun changeAFolder() {
        folder = Files.createTempDirectory("sluice-folder-")
        changes = thread { while (!isOver) folder.resolve("file").createFile().deleteExisting() }
    }

    @AfterClass
    fun deleteTheFolder() {
        isOver = true
        changes.join()
        folder.deleteExisting()
    }

    override fun flowOf(elements: Long) = FolderWatcher.create(folder).folderEvents().limitedTo(elements)
}
