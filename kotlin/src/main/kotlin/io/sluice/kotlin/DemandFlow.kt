package io.sluice.kotlin

import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.FlowCollector
import org.reactivestreams.Publisher

/**
 * The cold flow of a publisher: each collector subscribes for itself, and asks for an element when it wants it.
 *
 * Not made with the builder `flow`, whose `emit` throws where the coroutine was cancelled in between, and then the
 * element in hand would be lost.
 */
internal class DemandFlow<T : Any>(
    private val publisher: Publisher<T>,
    private val ahead: Int,
    private val giveBack: ((T) -> Unit)?,
) : Flow<T> {
    init {
        require(ahead >= 0) { "the buffer must be 0 or more, but was $ahead" }
    }

    override suspend fun collect(collector: FlowCollector<T>) {
        val demand = publisher.demand(ahead, giveBack)
        try {
            while (true) {
                collector.emit(demand.next() ?: break)
            }
        } finally {
            demand.cancel()
        }
    }

    override fun toString(): String = "DemandFlow($publisher)"
}

/** With what gets each element that no collector has seen; null for Reactor's discard hook. */
internal fun <T : Any> Publisher<T>.asDemandFlow(buffer: Int, giveBack: ((T) -> Unit)? = null): Flow<T> =
    DemandFlow(this, buffer, giveBack)
