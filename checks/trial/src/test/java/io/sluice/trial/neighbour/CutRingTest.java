package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.ring.ProducerKind;
import io.sluice.ring.Ring;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.NeedsPromptFaults;
import io.sluice.testing.TestRings;
import io.sluice.trial.Trial;
import io.sluice.trial.report.Row;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A C program truncates rings while a JVM sends to them and receives from them at full speed: both sides get an error, and the JVM
 * lives. The code is compiled by then: what ends the JVM otherwise is documented.
 */
class CutRingTest {
    private static final int ROUNDS = Trial.rounds(50, 2_000);
    private static final int MOST_MICROS = 2_000;
    private static final int WHOLE = 4096 + CutRing.CAPACITY + 768;

    @RegisterExtension
    final TestRings rings = new TestRings();

    private final Random random = Trial.random("cuts of rings");

    @ParameterizedTest
    @EnumSource(ProducerKind.class)
    @NeedsPromptFaults
    void eachSideOfARingThatIsCutOffGetsAnErrorAndTheJvmLives(ProducerKind kind) {
        RunningProgram cutter = rings.closing(CProgram.of("ring_cutter").start());
        RunningProgram jvm = rings.closing(new ForkedJvm().start(CutRing.class, kind));
        Map<String, Integer> outcomes = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            String name = rings.name();
            assertThat(jvm.ask(name)).as("in round %d", round).isEqualTo("ready");
            int size = random.nextInt(WHOLE - CutRing.CAPACITY / 2);
            assertThat(cutter.ask(name + " " + random.nextInt(MOST_MICROS) + " " + size))
                    .isEqualTo("cut");
            outcomes.merge(jvm.line(), 1, Integer::sum);
            Ring.unlink(name);
        }
        Row.of("cuts", kind).value("cuts", ROUNDS).value("outcomes", outcomes).done();
        assertThat(jvm.isAlive()).isTrue();
        assertThat(outcomes.keySet()).allMatch(outcome -> outcome.startsWith("sender: "));
    }
}
