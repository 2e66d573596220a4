@file:JvmName("WorkerPool")

package io.sluice.samples.kotlin

import io.sluice.kotlin.asSuspending
import io.sluice.kotlin.messages
import io.sluice.mqueue.PosixMessage
import io.sluice.mqueue.PosixMessageQueue
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.reactor.mqueue.PosixMqSender
import io.sluice.samples.support.OtherJvm
import io.sluice.samples.support.withNamedQueue
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.drop
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout

private const val WORKERS = 3
private const val JOBS = 30
private val PATIENCE = 60.seconds

/**
 * Several processes receive from one queue: each job goes to exactly one of them, and to one that has nothing to do.
 * Starts three workers and gives them thirty jobs.
 */
fun main(): Unit = runBlocking {
    val pid = ProcessHandle.current().pid()
    val workers = mutableListOf<Process>()
    withNamedQueue("/sluice-jobs-$pid", maxMessages = 1) { jobs ->
        withNamedQueue("/sluice-done-$pid", maxMessages = 1) { done ->
            try {
                (1..WORKERS).mapTo(workers) {
                    OtherJvm.builder(WORKER_CLASS, "worker $it", jobs.name(), done.name()).start()
                }
                withTimeout(PATIENCE) { manage(jobs, done) }
            } finally {
                workers.forEach(Process::destroy)
            }
        }
    }
}

private suspend fun manage(jobs: PosixMessageQueue, done: PosixMessageQueue) {
    val sender = PosixMqSender.create(jobs).asSuspending()
    // A queue holds one: when that of the jobs has one more than there are workers, and none of them could hand in what
    // it has done, each of them has a job.
    done.trySend(PosixMessage.ofText("no room yet"))
    for (job in 1..WORKERS + 1) sender.send("job $job", Duration.INFINITE)
    val results = coroutineScope {
        launch {
            for (job in WORKERS + 2..JOBS) sender.send("job $job", Duration.INFINITE)
            repeat(WORKERS) { sender.send(STOP, Duration.INFINITE) } // each worker takes one, and no job behind it
        }
        PosixMqReceiver.create(done).messages().drop(1).take(JOBS).map { it.text().split(": ", limit = 2) }.toList()
    }
    val jobsOf = results.groupBy({ (worker, _) -> worker }, { (_, job) -> job })
    jobsOf.toSortedMap().forEach { (worker, theirs) -> println("$worker did ${theirs.toSet().size} of $JOBS jobs") }
    println("${jobsOf.values.flatten().distinct().size} different jobs are done")
}
