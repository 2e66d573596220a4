package io.sluice.kotlin

import io.sluice.mqueue.PosixMessageQueue
import io.sluice.reactor.mqueue.PosixMqNames
import io.sluice.testing.TestQueues
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.extension.RegisterExtension

/** Coroutines wait for queues of a name. */
class PosixMqNamesTest {
    @JvmField @RegisterExtension val queues = TestQueues()

    private val names = PosixMqNames.create()

    @Test
    fun aQueueIsAwaitedWhetherItIsThereOrComes() =
        runBlocking<Unit> {
            names.awaitName(queues.create(1, 8).name())
            val name = queues.name()
            val later = launch(start = UNDISPATCHED) { names.awaitName(name) }
            names.awaitName(queues.create(1, 8).name())
            assertThat(later.isActive).isTrue()
            queues.closing(PosixMessageQueue.builder(name).create())
            later.join()
            assertThrows<IllegalArgumentException> { names.awaitName("orders") }
        }
}
