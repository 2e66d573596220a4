package io.sluice.kotlin

import io.sluice.reactor.signal.SignalReceiver
import io.sluice.signal.Signal
import io.sluice.signal.SignalCapture
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Assumptions.assumeTrue
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test

/** Signals as a flow: each once, and no more than the collector wants. */
class SignalReceiverTest {
    @BeforeEach
    fun requireHandler() = assumeTrue(System.getProperty("os.arch") == "amd64", "the handler exists on x86-64 only")

    @Test
    fun theCollectorTakesNoMoreThanItWants() = runBlocking {
        val signals = SignalReceiver.create(SignalCapture.of(SIGNAL)).signals()
        repeat(5) { SIGNAL.sendTo(ProcessHandle.current().pid(), it) }
        val first = signals.first().value()
        val others = signals.take(4).map { it.value() }.toList()
        // In any order: an older thread than the capture may take one at its end, also the first, and is late with it.
        assertThat(others + first).containsExactlyInAnyOrder(0, 1, 2, 3, 4)
        Unit
    }

    private companion object {
        /** Of this class alone: it stays caught. */
        val SIGNAL: Signal = Signal.realTime(17)
    }
}
