package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;

class OtherLibrariesTest {
    @ParameterizedTest
    @Twins({OtherLibraries.class, io.sluice.samples.kotlin.OtherLibraries.class})
    void eachTakesWhatItAskedForAndLeavesTheRest(Class<?> sample) {
        assertThat(SampleOutput.linesOf(sample))
                .containsExactly(
                        "RxJava: one", "RxJava: two", "Mutiny: three", "Mutiny: four", "Flow: five", "Flow: six");
    }
}
