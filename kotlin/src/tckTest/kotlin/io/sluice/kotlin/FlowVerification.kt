package io.sluice.kotlin

import io.sluice.testing.reactive.QueuePublisherVerification
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.emptyFlow
import kotlinx.coroutines.flow.transformWhile
import kotlinx.coroutines.reactor.asFlux
import org.reactivestreams.Publisher

/** The rules of Reactive Streams for a publisher made from a flow. */
abstract class FlowVerification<T : Any> : QueuePublisherVerification<T>() {
    /** The flow to make it from, which completes behind so many elements. */
    protected abstract fun flowOf(elements: Long): Flow<T>

    final override fun createPublisher(elements: Long): Publisher<T> = flowOf(elements).asFlux()

    /** None: the flow is collected from the first request on, and cannot fail before it. */
    final override fun createFailedPublisher(): Publisher<T>? = null

    /** As many elements as the TCK asks for, which may be none, or more than kotlinx's `take` can count. */
    protected fun Flow<T>.limitedTo(elements: Long): Flow<T> {
        if (elements == 0L) return emptyFlow()
        var left = elements
        return transformWhile {
            emit(it)
            --left > 0
        }
    }
}
