package io.sluice.kotlin

import io.sluice.epoll.EventLoop
import io.sluice.testing.Bounds
import io.sluice.testing.TestQueues
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.RegisterExtension
import reactor.blockhound.BlockingOperationError

/** BlockHound is on in the tests of this module, so what it does not find is not there. */
class BlockHoundTest {
    @JvmField @RegisterExtension val queues = TestQueues()

    @Test
    fun aBlockingCallOnALoopsThreadIsDetected() {
        val thrown = CompletableFuture<Throwable?>()
        queues.closing(EventLoop.create()).execute {
            thrown.complete(runCatching { Thread.sleep(1) }.exceptionOrNull())
        }
        assertThat(thrown.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS))
            .isInstanceOf(BlockingOperationError::class.java)
    }
}
