package io.sluice.kotlin

import kotlin.coroutines.resume
import kotlin.coroutines.resumeWithException
import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.reactor.ReactorContext
import kotlinx.coroutines.suspendCancellableCoroutine
import org.reactivestreams.Publisher
import org.reactivestreams.Subscription
import reactor.core.CoreSubscriber
import reactor.core.publisher.Operators
import reactor.util.context.Context

/**
 * One subscription whose demand is that of a coroutine: an element is asked for when [next] is called, and not before.
 *
 * What was taken from the kernel is given to exactly one: to the caller of [next] or, where that one is cancelled
 * before it runs again, back to where it came from, or to Reactor's discard hook. This is why it is neither `asFlow`
 * nor `awaitSingle`: what their channel or their continuation holds when the coroutine is cancelled is dropped without
 * notice.
 *
 * One coroutine at a time calls [next]; signals come from the publisher's thread, and a cancel from any.
 *
 * @param context for the publisher, and where the discard hook is
 * @param ahead how many elements may be taken before they are wanted
 * @param giveBack gets each element that no coroutine has seen; null for the discard hook
 */
internal class Demand<T : Any>(
    private val context: Context,
    private val ahead: Int,
    private val giveBack: ((T) -> Unit)?,
) : CoreSubscriber<T> {
    private val subscription = Operators.DeferredSubscription()
    private var isFirst = true

    // Under the lock, which is never held across a call to somebody else.
    private val lock = Any()
    private val arrived = ArrayDeque<T>()
    private var waiting: CancellableContinuation<T?>? = null
    private var end: Result<T?>? = null
    private var isCancelled = false

    /**
     * Asks for one more element, and waits for one.
     *
     * @return the element, or null where the publisher has completed
     */
    suspend fun next(): T? = suspendCancellableCoroutine { caller ->
        // On the thread that cancels, and at once: the coroutine itself may not get to run for long.
        caller.invokeOnCancellation { cancel() }
        val wanted = if (isFirst) 1L + ahead else 1L
        isFirst = false
        // First: it fails where there is no memory for it, and then nothing must have been given to this caller.
        subscription.request(wanted)
        val known =
            synchronized(lock) {
                val known = arrived.removeFirstOrNull()?.let { Result.success(it) } ?: end
                if (known == null) waiting = caller
                known
            }
        if (known != null) caller.finish(known)
    }

    /**
     * Ends the subscription. When this returns, nothing more is taken than what is under way, and that is discarded.
     */
    fun cancel() {
        subscription.cancel()
        val left =
            synchronized(lock) {
                isCancelled = true
                waiting = null
                ArrayList(arrived).also { arrived.clear() }
            }
        left.forEach(::discard)
    }

    override fun currentContext(): Context = context

    override fun onSubscribe(given: Subscription) {
        subscription.set(given)
    }

    override fun onNext(element: T) {
        var isWanted = true
        val taker =
            synchronized(lock) {
                val taker = takeWaiting()
                when {
                    taker != null -> Unit
                    isCancelled -> isWanted = false
                    else -> arrived.addLast(element)
                }
                taker
            }
        taker?.finish(Result.success(element))
        if (!isWanted) discard(element)
    }

    override fun onComplete() {
        finish(Result.success(null))
    }

    override fun onError(cause: Throwable) {
        finish(Result.failure(cause))
    }

    private fun finish(result: Result<T?>) {
        val taker =
            synchronized(lock) {
                end = result
                takeWaiting()
            }
        taker?.finish(result)
    }

    private fun takeWaiting(): CancellableContinuation<T?>? = waiting.also { waiting = null }

    /**
     * Where the coroutine is cancelled before it runs again, kotlinx reports here that it never saw the element. The
     * newer form of `resume` is not there before kotlinx.coroutines 1.9, and Spring Boot 3.5 brings 1.8.
     */
    @Suppress("DEPRECATION")
    private fun CancellableContinuation<T?>.finish(result: Result<T?>) {
        result.fold(
            onSuccess = { element -> resume(element) { _: Throwable -> element?.let(::discard) } },
            onFailure = { resumeWithException(it) },
        )
    }

    private fun discard(element: T) {
        if (giveBack != null) giveBack.invoke(element) else Operators.onDiscard(element, context)
    }
}

/** Subscribes with the Reactor context of the calling coroutine. To be cancelled. */
internal suspend fun <T : Any> Publisher<T>.demand(ahead: Int = 0, giveBack: ((T) -> Unit)? = null): Demand<T> {
    val demand = Demand(currentCoroutineContext()[ReactorContext]?.context ?: Context.empty(), ahead, giveBack)
    subscribe(demand)
    return demand
}

/** The first element, or null where there is none. */
internal suspend fun <T : Any> Publisher<T>.firstOrNull(giveBack: ((T) -> Unit)? = null): T? {
    val demand = demand(giveBack = giveBack)
    try {
        return demand.next()
    } finally {
        demand.cancel()
    }
}
