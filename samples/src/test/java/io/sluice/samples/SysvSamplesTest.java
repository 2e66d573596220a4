package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.CProgram;
import org.junit.jupiter.api.Test;

class SysvSamplesTest {
    @Test
    void aCServerAnswersEachRequestByItsType() {
        CProgram.requireCompiler();
        assertThat(SampleOutput.linesOf(RequestReply::main))
                .containsExactly("ready? READY?", "steady? STEADY?", "how many? HOW MANY?", "really? REALLY?");
    }

    @Test
    void eachTypeIsAFluxOfItsOwn() {
        assertThat(SampleOutput.linesOf(FluxOfEachType::main))
                .containsExactlyInAnyOrder("alarm: too hot", "hottest: 97.1", "log: started, warming up, stopped");
    }
}
