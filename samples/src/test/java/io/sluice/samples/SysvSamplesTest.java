package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.CProgram;
import org.junit.jupiter.params.ParameterizedTest;

class SysvSamplesTest {
    @ParameterizedTest
    @Twins({RequestReply.class, io.sluice.samples.kotlin.RequestReply.class})
    void aCServerAnswersEachRequestByItsType(Class<?> sample) {
        CProgram.requireCompiler();
        assertThat(SampleOutput.linesOf(sample))
                .containsExactly("ready? READY?", "steady? STEADY?", "how many? HOW MANY?", "really? REALLY?");
    }

    @ParameterizedTest
    @Twins({FluxOfEachType.class, io.sluice.samples.kotlin.FluxOfEachType.class})
    void eachTypeIsAFluxOfItsOwn(Class<?> sample) {
        assertThat(SampleOutput.linesOf(sample))
                .containsExactlyInAnyOrder("alarm: too hot", "hottest: 97.1", "log: started, warming up, stopped");
    }

    @ParameterizedTest
    @Twins({FtokKey.class, io.sluice.samples.kotlin.FtokKey.class})
    void whoKnowsTheFileFindsTheQueueAndTheReceiverChoosesTheType(Class<?> sample) {
        assertThat(SampleOutput.linesOf(sample))
                .containsExactly("only 3: a three", "up to 2: the one", "up to 2: the two", "any: another three");
    }
}
