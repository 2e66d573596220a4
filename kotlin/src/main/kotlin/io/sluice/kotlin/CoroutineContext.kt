@file:JvmName("CoroutineContextExtensions")

package io.sluice.kotlin

import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.reactor.ReactorContext
import kotlinx.coroutines.reactor.asCoroutineContext
import reactor.core.publisher.Operators
import reactor.util.context.Context

/**
 * Adds a hook that gets each element which was taken from the kernel and which no coroutine has seen, because the
 * collection ended in between: the message may be sent once more, or counted.
 *
 * A receive that is under way at a cancel is not waited for, so the hook may be called when the cancelled coroutine has
 * completed already. It may be called by two threads at once, and with elements that are no messages, such as
 * [io.sluice.mqueue.PosixMqNotification]s and steps of the clock.
 *
 * It is Reactor's discard hook, in the Reactor context of the coroutine context: a context with it goes to
 * `withContext`, `launch` or a scope. The rest of a Reactor context that is there already is kept, and a hook in it is
 * called first.
 *
 * @param hook called on the thread that cancels, the one that took the element or a dispatcher's: it must not block and
 *   must not throw
 * @return this context with the hook
 */
public fun CoroutineContext.withDiscardHook(hook: (Any) -> Unit): CoroutineContext {
    val known = this[ReactorContext]?.context ?: Context.empty()
    val both = { element: Any ->
        Operators.onDiscard(element, known)
        hook(element)
    }
    return this + Operators.enableOnDiscard(known, both).asCoroutineContext()
}
