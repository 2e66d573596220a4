@file:JvmName("SharedNote")

package io.sluice.samples.kotlin

import io.sluice.kotlin.awaitExit
import io.sluice.mapping.MappedMemory
import io.sluice.reactor.process.Processes
import io.sluice.samples.support.CDaemon
import io.sluice.sharedmemory.SharedMemory
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout

/** In C: `struct note { char question[64]; char answer[64]; }`. */
private const val QUESTION = 0L
private const val ANSWER = 64L
private const val LONGEST = 64
private val PATIENCE = 20.seconds

/**
 * Creates shared memory, writes a question into it, reads the answer that a C program has written beside it, and
 * unlinks the memory: `note_answer.c`.
 */
fun main(): Unit = runBlocking {
    if (CDaemon.lacksCompiler()) return@runBlocking
    val name = "/sluice-note-${ProcessHandle.current().pid()}"
    try {
        SharedMemory.builder(name).size(4096).create().use { shared ->
            val memory = shared.memory()
            memory.write(QUESTION, "how many bolts there are")
            CDaemon.start("note_answer", name).use { other ->
                withTimeout(PATIENCE) { Processes.create().awaitExit(other.process()) }
            }
            println("JVM: the answer is ${memory.read(ANSWER)}")
        }
    } finally {
        SharedMemory.unlink(name)
    }
    println("unlinked: ${name !in SharedMemory.list()}")
}

/** As a C string: new memory is zero, so a zero byte follows. */
private fun MappedMemory.write(offset: Long, text: String) {
    bytes(offset, LONGEST - 1).put(text.toByteArray())
}

private fun MappedMemory.read(offset: Long) =
    Charsets.UTF_8.decode(bytes(offset, LONGEST)).toString().substringBefore('\u0000')
