package io.sluice.reactor.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.reactor.Probe;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams that are stopped together, with no kernel object behind them. */
class StopSwitchTest {
    private final StopSwitch stopSwitch = new StopSwitch();
    private final MemoryElements elements = new MemoryElements(5);

    private Probe<Integer> subscribe(long demand) {
        return Probe.of(new SourceFlux<>(stopSwitch, actual -> new CallerSource<>(actual, elements)), demand);
    }

    @Test
    void stopEndsAllStreamsOfTheSwitch() {
        Probe<Integer> first = subscribe(2);
        Probe<Integer> second = subscribe(0);
        stopSwitch.stop();
        assertThat(List.of(first.ends(), second.ends())).containsOnly(1);
        assertThat(first.received()).containsExactly(0, 1);
        assertThat(stopSwitch.isStopped()).isTrue();
        assertThat(elements.left()).isEqualTo(3);
    }

    @Test
    void aStreamThatBeginsWhileTheSwitchIsUsedCompletesAndTakesNothing() {
        Probe<Integer> probe = Probe.of(
                new SourceFlux<>(stopSwitch, actual -> {
                    stopSwitch.stop(); // behind the first look at the switch
                    return new CallerSource<>(actual, elements);
                }),
                Long.MAX_VALUE);
        assertThat(probe.ends()).isEqualTo(1);
        assertThat(probe.error()).isNull();
        assertThat(elements.left()).isEqualTo(5);
    }

    @Test
    void aStreamThatBeginsLaterIsNotEvenOpened() {
        stopSwitch.stop();
        Probe<Integer> probe = Probe.of(
                new SourceFlux<>(stopSwitch, actual -> {
                    throw new AssertionError("opened");
                }),
                1);
        assertThat(probe.ends()).isEqualTo(1);
        assertThat(probe.error()).isNull();
    }

    @Test
    void aStreamThatHasEndedIsNotStopped() {
        Probe<Integer> probe = subscribe(Long.MAX_VALUE);
        assertThat(probe.ends()).isEqualTo(1);
        stopSwitch.stop();
        assertThat(probe.ends()).isEqualTo(1);
    }
}
