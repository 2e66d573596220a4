@file:JvmName("ConnectionPool")

package io.sluice.samples.kotlin

import io.sluice.kotlin.SuspendingSemaphoreAcquirer
import io.sluice.kotlin.asSuspending
import io.sluice.kotlin.awaitExit
import io.sluice.reactor.process.Processes
import io.sluice.reactor.semaphore.SemaphoreAcquirer
import io.sluice.samples.support.CDaemon
import io.sluice.samples.support.NamedSemaphore
import io.sluice.samples.support.OtherJvm
import io.sluice.semaphore.PosixSemaphore
import java.lang.invoke.MethodHandles
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout

private const val CONNECTIONS = 3
private const val QUERIES = 10
private val QUERY = 20.milliseconds
private val PATIENCE = 60.seconds
private val THIS_CLASS: String = MethodHandles.lookup().lookupClass().name

/**
 * Two JVMs and a C program, `pool_client.c`, share three connections to a database. A semaphore has a permit for each
 * of them, so there are never more than three, however many queries wait. The second JVM gets the semaphore's name.
 */
fun main(args: Array<String>): Unit = runBlocking {
    if (args.size == 1) {
        PosixSemaphore.builder(args[0]).open().use { work("second JVM", SemaphoreAcquirer.create(it).asSuspending()) }
    } else if (!CDaemon.lacksCompiler()) {
        withTimeout(PATIENCE) { share("/sluice-connections-${ProcessHandle.current().pid()}") }
    }
}

private suspend fun share(name: String) {
    val other = OtherJvm.builder(THIS_CLASS, name).redirectOutput(ProcessBuilder.Redirect.INHERIT)
    NamedSemaphore.create(name, CONNECTIONS).use { connections ->
        CDaemon.start("pool_client", name).use { client ->
            val second = other.start()
            try {
                work("first JVM", SemaphoreAcquirer.create(connections.semaphore()).asSuspending())
                Processes.create().awaitExit(client.process())
                Processes.create().awaitExit(second)
            } finally {
                second.destroy()
            }
            println("${connections.semaphore().value()} connections are free again")
        }
    }
}

/** All queries at once: those for which there is no connection wait, and no thread does for each of them. */
private suspend fun work(who: String, acquirer: SuspendingSemaphoreAcquirer) {
    coroutineScope { repeat(QUERIES) { launch { acquirer.withPermit(PATIENCE) { delay(QUERY) } } } }
    println("$who: $QUERIES queries are done")
}
