package io.sluice.kotlin

import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.emptyFlow
import kotlinx.coroutines.flow.transformWhile

/** As many elements as the TCK asks for, which may be none, or more than kotlinx's `take` can count. */
internal fun <T> Flow<T>.limitedTo(elements: Long): Flow<T> {
    if (elements == 0L) return emptyFlow()
    var left = elements
    return transformWhile {
        emit(it)
        --left > 0
    }
}
