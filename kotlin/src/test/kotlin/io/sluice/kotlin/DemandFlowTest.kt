package io.sluice.kotlin

import kotlin.coroutines.coroutineContext
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withContext
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.reactivestreams.Publisher
import org.reactivestreams.Subscriber
import org.reactivestreams.Subscription

class DemandFlowTest {
    /** A request has the loop do something, which takes memory. */
    @Test
    fun whatWasTakenAheadIsDiscardedWhereTheNextRequestFails() = runTest {
        val seen = mutableListOf<Any>()
        val discarded = mutableListOf<Any>()
        val failure = runCatching {
            withContext(coroutineContext.withDiscardHook { discarded += it }) {
                Publisher(::tellTwoAtOnce).asDemandFlow(buffer = 1).collect { seen += it }
            }
        }
        assertThat(failure.exceptionOrNull()).isInstanceOf(OutOfMemoryError::class.java)
        assertThat(seen).containsExactly("one")
        assertThat(discarded).containsExactly("two")
    }

    private fun tellTwoAtOnce(subscriber: Subscriber<in String>) {
        subscriber.onSubscribe(
            object : Subscription {
                private var isAsked = false

                override fun request(n: Long) {
                    if (isAsked) throw OutOfMemoryError("on purpose")
                    isAsked = true
                    subscriber.onNext("one")
                    subscriber.onNext("two")
                }

                override fun cancel() = Unit
            }
        )
    }
}
