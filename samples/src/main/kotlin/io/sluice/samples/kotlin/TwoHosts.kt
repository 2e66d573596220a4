@file:JvmName("TwoHosts")

package io.sluice.samples.kotlin

import io.sluice.kafka.Journal
import io.sluice.kafka.KafkaToQueue
import io.sluice.kafka.LocalQueue
import io.sluice.kafka.QueueToKafka
import io.sluice.kotlin.awaitExit
import io.sluice.reactor.process.Processes
import io.sluice.samples.support.CDaemon
import io.sluice.samples.support.LocalKafka
import io.sluice.samples.support.OtherHost
import io.sluice.samples.support.withNamedQueue
import java.lang.invoke.MethodHandles
import java.nio.file.Path
import kotlin.time.Duration.Companion.minutes
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.reactor.awaitSingleOrNull
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout

private val SELF = MethodHandles.lookup().lookupClass().name
private const val QUEUE = "/orders"
private const val TOPIC = "orders"
private const val ORDERS = "5"
private const val JOURNAL_BYTES = 1L shl 20
private val PATIENCE = 2.minutes

/**
 * A C program on each of two hosts, and Kafka between them: `order_sender.c` sends to a queue, a bridge carries the
 * messages to a topic, a second one carries them to a queue of the same name on the other host, and `order_printer.c`
 * prints them. The hosts are IPC namespaces of this machine. The sample starts Kafka's server, too. Each host gets its
 * part, the address of Kafka, and a folder as arguments.
 */
fun main(args: Array<String>): Unit = runBlocking {
    withTimeout(PATIENCE) {
        when (args.firstOrNull()) {
            "sender" -> fromQueueToKafka(mapOf("bootstrap.servers" to args[1]), Path.of(args[2]))
            "printer" -> fromKafkaToQueue(mapOf("bootstrap.servers" to args[1]))
            else -> if (!CDaemon.lacksCompiler() && !OtherHost.isForbidden()) startAll()
        }
    }
}

private suspend fun startAll() {
    LocalKafka.start(TOPIC).use { kafka ->
        OtherHost.start(SELF, "sender", kafka.address(), "${kafka.folder()}").use {
            OtherHost.start(SELF, "printer", kafka.address()).use { Processes.create().awaitExit(it.process()) }
        }
    }
}

private suspend fun fromQueueToKafka(client: Map<String, String>, folder: Path) =
    withNamedQueue(QUEUE) { queue ->
        Journal.open(folder.resolve("journal"), JOURNAL_BYTES, false).use { journal ->
            CDaemon.start("order_sender", QUEUE, ORDERS).use {
                val route = QueueToKafka.create(LocalQueue.of(queue), TOPIC, journal, client)
                coroutineScope {
                    launch { route.run().awaitSingleOrNull() }
                    OtherHost.endIsWanted().awaitSingleOrNull()
                    route.stop()
                }
            }
        }
    }

private suspend fun fromKafkaToQueue(client: Map<String, String>) =
    withNamedQueue(QUEUE) { queue ->
        CDaemon.start("order_printer", QUEUE, ORDERS).use { printer ->
            val route = KafkaToQueue.create(TOPIC, LocalQueue.of(queue), "printer", client)
            coroutineScope {
                launch { route.run().awaitSingleOrNull() }
                Processes.create().awaitExit(printer.process())
                route.stop()
            }
        }
    }
