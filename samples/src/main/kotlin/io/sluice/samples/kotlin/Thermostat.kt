@file:JvmName("Thermostat")

package io.sluice.samples.kotlin

import io.sluice.kotlin.SuspendingPosixMqSender
import io.sluice.kotlin.asSuspending
import io.sluice.kotlin.messages
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.reactor.mqueue.PosixMqSender
import io.sluice.samples.support.CDaemon
import io.sluice.samples.support.withNamedQueue
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.takeWhile
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout

private const val COLD = 19.0
private const val WARM = 21.0
private const val SWITCHES = 4
private val PATIENCE = 20.seconds

/**
 * A C daemon tells a service the temperature, and the service tells the daemon what to do: `thermostat.c`. Switches the
 * heating on and off, twice each, and then stops the daemon.
 */
fun main(): Unit = runBlocking {
    if (CDaemon.lacksCompiler()) return@runBlocking
    val readings = "/sluice-readings-${ProcessHandle.current().pid()}"
    val commands = "/sluice-commands-${ProcessHandle.current().pid()}"
    withNamedQueue(readings) { readingQueue ->
        withNamedQueue(commands) { commandQueue ->
            CDaemon.start("thermostat", readings, commands).use {
                withTimeout(PATIENCE) {
                    regulate(PosixMqReceiver.create(readingQueue), PosixMqSender.create(commandQueue).asSuspending())
                }
                println("the daemon has stopped")
            }
        }
    }
}

private suspend fun regulate(readings: PosixMqReceiver, commands: SuspendingPosixMqSender) {
    var heating = false
    var switches = 0
    readings
        .messages()
        .map { reading -> reading.text() }
        .takeWhile { text -> text != "stopped" }
        .map { text -> text.toDouble() }
        .collect { degrees ->
            val isRight = if (heating) degrees < WARM else degrees > COLD
            if (!isRight) {
                heating = !heating
                switches++
                val command = if (switches > SWITCHES) "stop" else if (heating) "on" else "off"
                commands.send(command, PATIENCE)
                println("$degrees degrees: $command")
            }
        }
}
