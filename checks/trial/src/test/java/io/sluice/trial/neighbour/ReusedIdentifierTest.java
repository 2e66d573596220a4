package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import io.sluice.trial.Trial;
import org.junit.jupiter.api.Test;

class ReusedIdentifierTest {
    @Test
    void whoWaitsOnARemovedQueueHasNothingToDoWithTheOneThatGetsItsIdentifier() {
        int rounds = Trial.rounds(1, 50);
        String preparation = "echo 1 > " + ReusedIdentifier.NEXT_IDENTIFIER;
        try (RunningProgram jvm = new ForkedJvm()
                .inNamespaces(Programs.unshare("--ipc"), preparation)
                .start(ReusedIdentifier.class, rounds)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.SOON.multipliedBy(rounds));
            assertThat(exit.output()).endsWith("told apart\n");
        }
    }

    @Test
    void whoHoldsAnEndedProcessHasNothingToDoWithTheOneThatGetsItsId() {
        int rounds = Trial.rounds(2, 100);
        String[] namespaces = Programs.unshare("--pid", "--fork", "--kill-child", "--mount-proc");
        String preparation = "test -w " + ReusedProcessId.LAST_ID;
        try (RunningProgram jvm =
                new ForkedJvm().inNamespaces(namespaces, preparation).start(ReusedProcessId.class, rounds)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.SOON.multipliedBy(Trial.rounds(3, 30)));
            assertThat(exit.output()).endsWith("told apart\n");
        }
    }
}
