package io.sluice.kotlin

import app.cash.turbine.test
import io.sluice.errno.ClosedHandleException
import io.sluice.reactor.timerfd.TimerExpirations
import io.sluice.reactor.timerfd.TimerReceiver
import io.sluice.reactor.timerfd.Timers
import io.sluice.testing.Bounds
import io.sluice.testing.OpenResources
import io.sluice.testing.TestQueues
import io.sluice.timerfd.TimerClock
import io.sluice.timerfd.TimerFd
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.TimeSource
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.extension.RegisterExtension

@OptIn(ExperimentalCoroutinesApi::class)
class TimersTest {
    @JvmField @RegisterExtension val closing = TestQueues()

    private val timer = closing.closing(TimerFd.create(TimerClock.MONOTONIC))

    @Test
    fun anExpirationIsAwaitedAndNotEarly() = runTest {
        val start = TimeSource.Monotonic.markNow()
        timer.setAfter(20.milliseconds)
        assertThat(timer.awaitExpiration()).isEqualTo(1)
        assertThat(start.elapsedNow()).isGreaterThanOrEqualTo(20.milliseconds)
    }

    @Test
    fun whatWasMissedIsCountedByTheKernel() = runTest {
        timer.setEvery(1.milliseconds)
        val firstTen = TimerClock.MONOTONIC.now().plusMillis(10)
        Bounds.await("some expirations").until { TimerClock.MONOTONIC.now() > firstTen }
        assertThat(timer.awaitExpiration()).isGreaterThanOrEqualTo(10)
    }

    @Test
    fun aCancelledWaitLeavesTheTimerAsItIs() = runTest {
        val waiting = launch { timer.awaitExpiration() }
        runCurrent()
        waiting.cancel()
        timer.setAfter(Duration.ZERO)
        assertThat(timer.awaitExpiration()).isEqualTo(1)
    }

    @Test
    fun aTimerThatIsClosedBeforeOrMeanwhileFailsTheWait() = runTest {
        launch { timer.close() }
        assertThrows<ClosedHandleException> { timer.awaitExpiration() }
        assertThrows<ClosedHandleException> { timer.awaitExpiration() }
    }

    @Test
    fun ticksComeUntilTheCollectorHasEnough() = runTest {
        val before = OpenResources.now()
        val ticks = Timers.create().ticks(2.milliseconds).take(3).toList()
        assertThat(ticks).allMatch { it.count >= 1 }.hasSize(3)
        before.awaitNothingMore()
        assertThrows<IllegalArgumentException> { Timers.create().ticks(Duration.ZERO) }
    }

    @Test
    fun aReceiversSignalsAndTicksAreFlows() = runTest {
        val receiver = TimerReceiver.create(timer)
        timer.setAfter(Duration.ZERO)
        receiver.signals().test(timeout = SOON) { assertThat(awaitItem()).isEqualTo(TimerExpirations(1)) }
        receiver.ticks().test(timeout = SOON) {
            timer.setAfter(Duration.ZERO)
            assertThat(awaitItem().count).isEqualTo(1)
            timer.close()
            awaitComplete()
        }
    }
}
