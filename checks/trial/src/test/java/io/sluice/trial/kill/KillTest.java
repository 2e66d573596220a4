package io.sluice.trial.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.CProgram;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestQueues;
import io.sluice.trial.Trial;
import io.sluice.trial.report.Row;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIGKILL at random moments under load: nothing comes twice, the order within a priority is kept, each killed subscription
 * loses one message at the most, and the next process goes on with the queue. A C program that blocks in the kernel's own
 * calls runs in the same trial, to compare with.
 */
class KillTest {
    private static final int ROUNDS = Trial.rounds(5, 500);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @RegisterExtension
    final SysvTestQueues sysvQueues = new SysvTestQueues();

    @TempDir
    Path folder;

    @BeforeAll
    static void needsTheCPrograms() {
        CProgram.requireCompiler();
    }

    static Stream<KillCase> posixCases() {
        return Stream.of(
                KillCase.ofReceiver(ReceiverKind.C),
                KillCase.ofReceiver(ReceiverKind.JVM_ONE_BY_ONE),
                KillCase.ofReceiver(ReceiverKind.JVM_UNBOUNDED),
                KillCase.ofReceiver(ReceiverKind.JVM_TWO_FAIR),
                KillCase.ofSender(SenderKind.C),
                KillCase.ofSender(SenderKind.JVM),
                KillCase.ofBoth(ReceiverKind.C, SenderKind.C),
                KillCase.ofBoth(ReceiverKind.JVM_UNBOUNDED, SenderKind.JVM_ONE_IN_FLIGHT));
    }

    static Stream<KillCase> sysvCases() {
        return Stream.of(
                KillCase.ofReceiver(ReceiverKind.C),
                KillCase.ofReceiver(ReceiverKind.JVM_UNBOUNDED),
                KillCase.ofSender(SenderKind.JVM),
                KillCase.ofBoth(ReceiverKind.JVM_ONE_BY_ONE, SenderKind.JVM_ONE_IN_FLIGHT));
    }

    @ParameterizedTest
    @MethodSource("posixCases")
    void aPosixQueueLosesNoMoreThanWhatWasInHand(KillCase kind) {
        check("POSIX", NumberedQueue.posix(queues), kind);
    }

    @ParameterizedTest
    @MethodSource("sysvCases")
    void aSystemVQueueLosesNoMoreThanWhatWasInHand(KillCase kind) {
        check("System V", NumberedQueue.sysv(sysvQueues), kind);
    }

    private void check(String queueKind, NumberedQueue queue, KillCase kind) {
        Random random = Trial.random("kills");
        Account account = KillTrial.run(queue, kind, folder, random, ROUNDS);
        Row.of("kills", queueKind, kind.sender(), kind.receiver(), kind.killed())
                .value("kills", ROUNDS)
                .value("received", account.received())
                .value("lost", account.lost())
                .value("twice", account.duplicates())
                .value("out of order", account.orderBreaks())
                .value("not sent", account.unsent())
                .done();
        String line = kind + ": " + account;
        assertThat(account.received()).as(line).isPositive();
        assertThat(account.duplicates()).as(line).isZero();
        assertThat(account.orderBreaks()).as(line).isZero();
        assertThat(account.unexplained()).as(line).isZero();
    }
}
