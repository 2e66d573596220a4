package io.sluice.kotlin

import io.sluice.mapping.SharedWord
import io.sluice.reactor.sharedmemory.WordChange
import io.sluice.reactor.sharedmemory.WordWatcher
import io.sluice.sharedmemory.SharedMemory
import io.sluice.testing.TestQueues
import kotlin.concurrent.thread
import org.testng.annotations.AfterClass
import org.testng.annotations.BeforeClass

/** The rules of Reactive Streams for a publisher made from a flow of a word's changes. */
class WordFlowVerificationTest : FlowVerification<WordChange>() {
    private lateinit var shared: SharedMemory
    private lateinit var word: SharedWord
    private lateinit var changes: Thread
    @Volatile private var isOver = false

    @BeforeClass
    fun changeAWord() {
        shared = SharedMemory.builder(TestQueues.PREFIX + "flow-word").size(64).create()
        word = shared.memory().word(0)
        changes = thread {
            while (!isOver) {
                word.getAndAdd(1)
                word.wake(Int.MAX_VALUE)
                Thread.yield() // who was woken up may want this processor
            }
        }
    }

    @AfterClass
    fun closeTheMemory() {
        isOver = true
        changes.join()
        shared.close()
        SharedMemory.unlink(shared.name())
    }

    override fun flowOf(elements: Long) = WordWatcher.create(word).wordChanges().limitedTo(elements)
}
