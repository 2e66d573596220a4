package io.sluice.kotlin

import io.sluice.codec.MessageCodec
import io.sluice.reactor.codec.WhenUndecodable
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.reactor.mqueue.PosixMqSender
import kotlin.time.Duration.Companion.milliseconds

/** The Kotlin of docs/codecs.md, which a test of the samples compares with this file. */
internal suspend fun <Order : Any> codecsSnippet(
    orders: PosixMqReceiver,
    codec: MessageCodec<Order>,
    dead: PosixMqSender,
    work: (Order) -> Unit,
) {
    orders.messages(codec, WhenUndecodable.deadLetterTo(dead)).collect { order -> work(order) }
    val next: Order? = orders.receiveOrNull(500.milliseconds, codec, WhenUndecodable.skip())

    println(next)
}
