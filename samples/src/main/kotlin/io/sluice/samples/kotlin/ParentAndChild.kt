@file:JvmName("ParentAndChild")

package io.sluice.samples.kotlin

import io.sluice.kotlin.asSuspending
import io.sluice.kotlin.awaitExit
import io.sluice.kotlin.records
import io.sluice.reactor.pipe.ChildProcess
import io.sluice.reactor.pipe.Framing
import io.sluice.reactor.pipe.PipeSender
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking

private val PATIENCE = 5.seconds

/**
 * A parent talks to its child through two pipes: one is the child's standard input, the other its standard output. Says
 * three words, waits for the answer to each, and then for the child's exit.
 */
fun main(): Unit = runBlocking {
    ChildProcess.start(ProcessBuilder("sed", "--unbuffered", "s/.*/& & &.../")).use { child ->
        val toChild = PipeSender.create(child.stdin()).asSuspending()
        val answers = child.stdout(Framing.text(Framing.lines(), Charsets.UTF_8)).records()
        for (words in listOf("halloo", "who is there", "good bye")) {
            toChild.send("$words\n", PATIENCE)
            println(answers.first())
        }
        child.stdin().close() // the child sees the end of its input, and ends
        println("exit status ${child.awaitExit()}")
    }
}
