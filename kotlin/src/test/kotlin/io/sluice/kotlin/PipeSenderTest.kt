package io.sluice.kotlin

import io.sluice.errno.MessageTooLargeException
import io.sluice.errno.SendTimeoutException
import io.sluice.pipe.Fifo
import io.sluice.pipe.Pipe
import io.sluice.pipe.PipeReadEnd
import io.sluice.reactor.pipe.PipeSender
import java.nio.ByteBuffer
import java.nio.file.Path
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.async
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

@OptIn(ExperimentalCoroutinesApi::class)
class PipeSenderTest {
    @TempDir lateinit var folder: Path

    private fun PipeReadEnd.text(): String {
        val buffer = ByteBuffer.allocate(1 shl 16)
        tryRead(buffer)
        return Charsets.UTF_8.decode(buffer.flip()).toString()
    }

    private fun fifo() = folder.resolve("records").also { Fifo.create(it) }

    @Test
    fun textsBytesAndBuffersArriveInTheirOrder() = runTest {
        Pipe.open().use { pipe ->
            val sender = PipeSender.create(pipe.writeEnd()).asSuspending()
            sender.send("text ", 1.minutes)
            sender.send("bytes ".toByteArray(), Duration.ZERO)
            sender.send(ByteBuffer.wrap("buffer".toByteArray()), Duration.INFINITE)
            assertThat(pipe.readEnd().text()).isEqualTo("text bytes buffer")
            assertThrows<MessageTooLargeException> { sender.send(ByteArray(Pipe.PIPE_BUF + 1), 1.minutes) }
        }
    }

    @Test
    fun aSendWaitsForAReader() = runTest {
        val fifo = fifo()
        PipeSender.create(fifo).asSuspending().use { sender ->
            assertThrows<SendTimeoutException> { sender.send("late", 20.milliseconds) }
            val sending = async { sender.send("patient", Duration.INFINITE) }
            runCurrent()
            assertThat(sending.isCompleted).isFalse()
            PipeReadEnd.open(fifo).use { end ->
                sending.await()
                assertThat(end.text()).isEqualTo("patient")
            }
        }
    }

    @Test
    fun nothingIsSentBehindACancel() = runTest {
        val fifo = fifo()
        PipeSender.create(fifo).asSuspending().use { sender ->
            val sending = launch { sender.send("cancelled", Duration.INFINITE) }
            runCurrent()
            sending.cancel()
            PipeReadEnd.open(fifo).use { end ->
                sender.send("behind", 1.minutes)
                assertThat(end.text()).isEqualTo("behind")
            }
        }
    }
}
