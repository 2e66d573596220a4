package io.sluice.kotlin

import io.sluice.pipe.Fifo
import io.sluice.pipe.Pipe
import io.sluice.pipe.PipeReadEnd
import io.sluice.pipe.PipeWriteEnd
import io.sluice.reactor.pipe.ChildProcess
import io.sluice.reactor.pipe.Framing
import io.sluice.reactor.pipe.PipeReceiver
import java.nio.ByteBuffer
import java.nio.file.Path
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Pipes, sessions of FIFOs and children as flows. */
class PipeReceiverTest {
    private val lines = Framing.text(Framing.lines(), Charsets.UTF_8)

    private fun PipeWriteEnd.write(text: String) {
        assertThat(tryWrite(ByteBuffer.wrap(text.toByteArray()))).isEqualTo(text.length)
    }

    @Test
    fun aCollectorThatLeavesKeepsTheRestForTheNextOne() =
        runBlocking<Unit> {
            Pipe.open().use { pipe ->
                val receiver = PipeReceiver.create(pipe.readEnd(), lines)
                pipe.writeEnd().write("one\ntwo\nthree\nfo")
                assertThat(receiver.records().first()).isEqualTo("one")
                assertThat(receiver.records().take(2).toList()).containsExactly("two", "three")
                pipe.writeEnd().write("ur\n")
                pipe.writeEnd().close()
                assertThat(receiver.records().toList()).containsExactly("four")
            }
        }

    @Test
    fun onlyWhatIsCollectedIsRead() =
        runBlocking<Unit> {
            Pipe.open().use { pipe ->
                val receiver = PipeReceiver.create(pipe.readEnd(), Framing.fixed(4))
                pipe.writeEnd().write("onetwofour12")
                receiver.records().take(2).toList()
                assertThat(pipe.readEnd().readableBytes()).isEqualTo(4)
            }
        }

    @Test
    fun eachTimeThatWritersComeIsAFlow(@TempDir folder: Path) =
        runBlocking<Unit> {
            val path = folder.resolve("fifo")
            Fifo.create(path)
            PipeReadEnd.open(path).use { end ->
                var round = 1
                PipeWriteEnd.open(path).use { it.write("a1\nb1\n") }
                val sessions = mutableListOf<List<String>>()
                PipeReceiver.create(end, lines).sessionFlows().take(3).collect { session ->
                    sessions += session.toList()
                    round++
                    PipeWriteEnd.open(path).use { it.write("a$round\nb$round\n") }
                }
                assertThat(sessions).containsExactly(listOf("a1", "b1"), listOf("a2", "b2"), listOf("a3", "b3"))
            }
        }

    @Test
    fun theOutputOfAChildIsAFlowAndItsExitIsAwaited() =
        runBlocking<Unit> {
            ChildProcess.start(ProcessBuilder("/bin/sh", "-c", "echo one; echo two; exit 5")).use { child ->
                assertThat(child.stdout(lines).records().toList()).containsExactly("one", "two")
                assertThat(child.awaitExit()).isEqualTo(5)
            }
        }
}
