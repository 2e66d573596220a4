@file:JvmName("Worker")

package io.sluice.samples.kotlin

import io.sluice.kotlin.asSuspending
import io.sluice.kotlin.messages
import io.sluice.mqueue.PosixAccess
import io.sluice.mqueue.PosixMessage
import io.sluice.mqueue.PosixMessageQueue
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.reactor.mqueue.PosixMqReceiverOptions
import io.sluice.reactor.mqueue.PosixMqSender
import java.lang.invoke.MethodHandles
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.takeWhile
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout

internal const val STOP = "stop"
internal val WORKER_CLASS: String = MethodHandles.lookup().lookupClass().name
private val WORK = 50.milliseconds
private val LIFETIME = 60.seconds // an orphan ends

/**
 * A process of the worker pool: takes one job after the other, and reports each that it has done, until it is told to
 * stop. Its arguments are its own name, and those of the queues of jobs and of results.
 */
fun main(args: Array<String>): Unit = runBlocking {
    if (args.size != 3) return@runBlocking println("usage: Worker NAME JOBS DONE, as WorkerPool starts it")
    val (worker, jobs, done) = args
    withTimeout(LIFETIME) { work(worker, jobs, done) }
}

private suspend fun work(worker: String, jobs: String, done: String) {
    PosixMessageQueue.open(jobs, PosixAccess.READ).use { jobQueue ->
        PosixMessageQueue.open(done, PosixAccess.WRITE).use { doneQueue ->
            val sender = PosixMqSender.create(doneQueue).asSuspending()
            // Fair: it blocks in the kernel, which serves the workers in the order they came.
            PosixMqReceiver.create(jobQueue, PosixMqReceiverOptions.create().fair(true))
                .messages()
                .map(PosixMessage::text)
                .takeWhile { it != STOP }
                .collect { job ->
                    delay(WORK)
                    sender.send("$worker: $job", Duration.INFINITE)
                }
        }
    }
}
