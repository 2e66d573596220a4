package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SemaphoreSamplesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @Twins({MutualExclusion.class, io.sluice.samples.kotlin.MutualExclusion.class})
    void noAdditionIsLost(Class<?> sample) {
        CProgram.requireCompiler();
        assertThat(SampleOutput.linesOf(sample)).containsExactly("the number is 400");
    }

    /** They write to the same output, so their lines are in any order. */
    @ParameterizedTest
    @Twins({ConnectionPool.class, io.sluice.samples.kotlin.ConnectionPool.class})
    void threeProcessesShareTheConnections(Class<?> sample) {
        CProgram.requireCompiler();
        try (RunningProgram sharing = new ForkedJvm().start(sample)) {
            RunningProgram.Exit exit = sharing.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
            assertThat(exit.output().lines())
                    .containsExactlyInAnyOrder(
                            "first JVM: 10 queries are done",
                            "second JVM: 10 queries are done",
                            "C client: 5 queries are done",
                            "3 connections are free again")
                    .endsWith("3 connections are free again");
        }
    }

    @ParameterizedTest
    @Twins({UnlinkAtTheEnd.class, io.sluice.samples.kotlin.UnlinkAtTheEnd.class})
    void aSemaphoreIsUnlinkedAtAPostAndAtASignal(Class<?> sample) {
        try (RunningProgram posted = new ForkedJvm().start(sample);
                RunningProgram signalled = new ForkedJvm().start(sample)) {
            String name = awaitName(posted);
            try (PosixSemaphore stop = PosixSemaphore.builder(name).open()) {
                stop.post();
            }
            assertThat(posted.line()).isEqualTo("somebody has posted");
            assertThat(posted.line()).isEqualTo(name + " is unlinked");
            assertThat(posted.awaitExit(Bounds.WITH_START).status()).isZero();
            String other = awaitName(signalled);
            RunningProgram.Exit exit = signalled.terminate();
            assertThat(exit.output()).endsWith(other + " is unlinked\n");
            assertThat(exit.status()).isEqualTo(143);
            assertThat(PosixSemaphore.list()).doesNotContain(name, other);
        }
    }

    private static String awaitName(RunningProgram process) {
        String name = "/sluice-stop-" + process.pid();
        assertThat(process.line()).isEqualTo("a post of " + name + " ends this program");
        return name;
    }

    @ParameterizedTest
    @CsvSource({
        "io.sluice.samples.OneInstance, io.sluice.samples.kotlin.OneInstance",
        "io.sluice.samples.kotlin.OneInstance, io.sluice.samples.OneInstance"
    })
    void aSecondInstanceEndsUntilTheFirstIsKilled(Class<?> first, Class<?> second) {
        String file = folder.resolve("lock").toString();
        try (RunningProgram running = new ForkedJvm().start(first, file)) {
            assertThat(running.line()).isEqualTo("the only instance is process " + running.pid());
            assertThat(SampleOutput.linesOf(second, file))
                    .containsExactly("another instance runs: process " + running.pid());
            running.kill();
        }
        try (RunningProgram next = new ForkedJvm().start(second, file)) {
            assertThat(next.line()).isEqualTo("the only instance is process " + next.pid());
        }
        assertThat(SampleOutput.linesOf(first))
                .containsExactly("argument: the FILE to lock, such as /run/user/1000/plant.lock");
    }

    @ParameterizedTest
    @Twins({KilledHolder.class, io.sluice.samples.kotlin.KilledHolder.class})
    void aKilledHolderGivesItsPermitBackWithUndoAlone(Class<?> sample) {
        assertThat(SampleOutput.linesOf(sample))
                .containsExactly(
                        "process 0 holds",
                        "with undo: the permit came back",
                        "process 1 holds",
                        "without undo: 0 permits are left");
    }
}
