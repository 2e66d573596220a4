package io.sluice.kotlin

import io.sluice.epoll.EventLoop
import io.sluice.mqueue.PosixMessage
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.testing.Bounds
import io.sluice.testing.Queues
import io.sluice.testing.TestQueues
import java.util.concurrent.ConcurrentLinkedQueue
import kotlin.coroutines.EmptyCoroutineContext
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.reactor.ReactorContext
import kotlinx.coroutines.reactor.asCoroutineContext
import kotlinx.coroutines.reactor.mono
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withContext
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.RegisterExtension
import reactor.core.publisher.Flux
import reactor.core.publisher.Operators
import reactor.util.context.Context

/** The Reactor context of a coroutine is that of the subscriptions it makes, and the other way round. */
class ReactorContextTest {
    @JvmField @RegisterExtension val queues = TestQueues()

    private val discarded = ConcurrentLinkedQueue<Any>()

    @Test
    fun aPublisherSeesTheContextOfTheCollectingCoroutine() = runTest {
        val answers = Flux.deferContextual { Flux.just(it.getOrDefault("who", "nobody")!!) }
        assertThat(answers.asDemandFlow(0).first()).isEqualTo("nobody")
        withContext(Context.of("who", "the collector").asCoroutineContext()) {
            assertThat(answers.asDemandFlow(0).first()).isEqualTo("the collector")
            assertThat(answers.firstOrNull()).isEqualTo("the collector")
        }
    }

    @Test
    fun theDiscardHookOfAMonoGetsWhatACoroutineInItHasNotSeen() {
        val queue = queues.create(10, 64)
        Queues.preload(queue, 10)
        val first = mono {
            PosixMqReceiver.create(queue)
                .messages(buffer = 2)
                .onEach { Queues.passThrough(EventLoop.shared()) }
                .first()
                .text()
        }
            .contextWrite { Operators.enableOnDiscard(it, discarded::add) }
        assertThat(first.block(Bounds.SOON)).isEqualTo("m0")
        assertThat(discarded.map { (it as PosixMessage).text() }).containsExactly("m1", "m2")
    }

    @Test
    fun aHookIsAddedToWhatIsThere() {
        val earlier = ConcurrentLinkedQueue<Any>()
        val context =
            (EmptyCoroutineContext + Context.of("who", "me").asCoroutineContext())
                .withDiscardHook(earlier::add)
                .withDiscardHook(discarded::add)
        val reactor = checkNotNull(context[ReactorContext]).context
        Operators.onDiscard("lost", reactor)
        assertThat(reactor.get<String>("who")).isEqualTo("me")
        assertThat(earlier).containsExactly("lost")
        assertThat(discarded).containsExactly("lost")
    }
}
