@file:JvmName("WorkerPool")

package io.sluice.samples.kotlin

import io.sluice.kotlin.messages
import io.sluice.kotlin.send
import io.sluice.mqueue.Access
import io.sluice.mqueue.PosixMessageQueue
import io.sluice.reactor.PosixMqReceiver
import io.sluice.reactor.PosixMqReceiverOptions
import io.sluice.reactor.PosixMqSender
import java.lang.invoke.MethodHandles
import java.nio.file.Path
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.takeWhile
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout

private const val WORKERS = 3
private const val JOBS = 30
private const val READY = "ready"
private const val STOP = "stop"
private val WORK = 50.milliseconds
private val PATIENCE = 60.seconds

/**
 * Several processes receive from one queue: each job goes to exactly one of them, and to one that has nothing to do.
 * Starts three workers and gives them thirty jobs; a worker's arguments are its name and those of the queues.
 */
fun main(args: Array<String>): Unit = runBlocking {
    if (args.isEmpty()) {
        manage()
    } else {
        work(args[0], args[1], args[2])
    }
}

private suspend fun manage() {
    val jobs = "/sluice-jobs-${ProcessHandle.current().pid()}"
    val done = "/sluice-done-${ProcessHandle.current().pid()}"
    val workers = mutableListOf<Process>()
    withNamedQueue(jobs) { jobQueue ->
        withNamedQueue(done) { doneQueue ->
            try {
                (1..WORKERS).mapTo(workers) { number -> start("worker $number", jobs, done) }
                withTimeout(PATIENCE) { run(PosixMqSender.create(jobQueue), PosixMqReceiver.create(doneQueue)) }
            } finally {
                workers.forEach(Process::destroy)
            }
        }
    }
}

private suspend fun run(jobs: PosixMqSender, done: PosixMqReceiver) {
    done.messages().take(WORKERS).collect() // all of them are ready
    val results = coroutineScope {
        launch {
            repeat(JOBS) { job -> jobs.send("job $job", Duration.INFINITE, priority = 1) }
            // A stop has the lowest priority: it is taken when no job is left, and each worker takes one.
            repeat(WORKERS) { jobs.send(STOP, Duration.INFINITE, priority = 0) }
        }
        done.messages().take(JOBS).map { it.text().split(": ", limit = 2) }.toList()
    }
    val jobsOf = results.groupBy({ (worker, _) -> worker }, { (_, job) -> job })
    jobsOf.toSortedMap().forEach { (worker, theirs) -> println("$worker did ${theirs.toSet().size} of $JOBS jobs") }
    println("${jobsOf.values.flatten().distinct().size} different jobs are done")
}

private suspend fun work(worker: String, jobs: String, done: String) {
    PosixMessageQueue.open(jobs, Access.READ).use { jobQueue ->
        PosixMessageQueue.open(done, Access.WRITE).use { doneQueue ->
            val sender = PosixMqSender.create(doneQueue)
            sender.send(READY, Duration.INFINITE)
            // Fair: it waits in the kernel's line of receivers, where each worker gets its turn.
            PosixMqReceiver.create(jobQueue, PosixMqReceiverOptions.create().fair(true))
                .messages()
                .takeWhile { it.text() != STOP }
                .collect { job ->
                    delay(WORK)
                    sender.send("$worker: ${job.text()}", Duration.INFINITE)
                }
        }
    }
}

private fun start(vararg arguments: String): Process =
    ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            MethodHandles.lookup().lookupClass().name,
            *arguments,
        )
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start()
