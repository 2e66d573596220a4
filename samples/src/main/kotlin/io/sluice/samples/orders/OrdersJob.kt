package io.sluice.samples.orders

import io.sluice.kotlin.SuspendingPosixMqSender
import io.sluice.kotlin.asSuspending
import io.sluice.kotlin.receiveOrNull
import io.sluice.mqueue.PosixAccess
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.reactor.mqueue.PosixMqSender
import io.sluice.samples.support.CleanUp
import kotlin.system.exitProcess
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlin.time.toKotlinDuration
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.future.await
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

private val SEND_TIMEOUT = OrdersJob.SEND_TIMEOUT.toKotlinDuration()
private val PATIENCE = OrdersJob.PATIENCE.toKotlinDuration()

/**
 * The main job in coroutines: another process sends 1,000 orders into a queue of 10, and this one answers each of them
 * on a second queue. The work on an order takes longer than sending one, so the queue fills, and the other process
 * waits in `mq_send`.
 *
 * Ends with 0 if every order was answered and the other process has found every answer right, otherwise with 1.
 */
fun main() {
    var status = 1
    CleanUp().use { cleanUp ->
        try {
            status = if (runBlocking { run(cleanUp) }) 0 else 1
        } catch (e: RuntimeException) {
            if (!cleanUp.isClosed) { // otherwise it is the Ctrl-C that made it fail
                System.err.println("orders: ${OrdersJob.reason(e)}")
            }
        }
    }
    exitProcess(status)
}

private suspend fun run(cleanUp: CleanUp): Boolean = coroutineScope {
    val pid = ProcessHandle.current().pid()
    val orders = OrdersJob.createQueue(cleanUp, "/sluice-orders-$pid", PosixAccess.READ)
    val answers = OrdersJob.createQueue(cleanUp, "/sluice-answers-$pid", PosixAccess.WRITE)
    val progress = Progress(orders)
    println(
        "orders come through ${orders.name()}, which holds ${orders.maxMessages()}, " +
            "and answers go through ${answers.name()}"
    )
    val other = OtherProcess.start(cleanUp, orders.name(), answers.name(), OrdersJob.ORDERS)
    println("the other process is ${other.description()}")

    val ticks = launch {
        while (true) {
            delay(1.seconds)
            println(progress.line())
        }
    }
    val answering = launch {
        val turns = (1..OrdersJob.ORDERS).iterator()
        // Each takes an order when it is done with the one before: so many are in work, and none is taken ahead.
        repeat(OrdersJob.ORDERS_IN_WORK) {
            launch {
                answerOrders(
                    turns,
                    PosixMqReceiver.create(orders),
                    PosixMqSender.create(answers).asSuspending(),
                    progress,
                )
            }
        }
    }
    // Each ends by itself where all goes well; where one fails, the other is cancelled.
    val report = other.report().await()
    answering.join()
    ticks.cancel()
    println(progress.summary(other.description(), report, OrdersJob.SEND_TIMEOUT))
    progress.nothingLost(report) && report.sent == OrdersJob.ORDERS
}

/** One order after the other: receive, work, answer. All on one thread, which the turns are shared on. */
private suspend fun answerOrders(
    turns: Iterator<Int>,
    orders: PosixMqReceiver,
    answers: SuspendingPosixMqSender,
    progress: Progress,
) {
    for (turn in turns) {
        val message = checkNotNull(orders.receiveOrNull(PATIENCE)) { "order $turn did not come within $PATIENCE" }
        progress.received()
        val order = Order.`in`(message)
        delay((5 + order.id % 6).milliseconds) // stands for a call to a database or another service
        answers.send(order.answer(), SEND_TIMEOUT)
        progress.answered()
    }
}
