package io.sluice.cli.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.cli.command.ExitStatus;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.LongTest;
import io.sluice.testing.TestQueues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code sluice mq receive --follow} outlives the queues of its name. */
@LongTest
class MqFollowIT {
    private static final int QUEUES = 20;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final String name = queues.name();

    private PosixMessageQueue create() {
        return queues.closing(PosixMessageQueue.builder(name)
                .maxMessages(8)
                .maxMessageSize(64)
                .create());
    }

    private static void send(PosixMessageQueue queue, String text) {
        assertThat(queue.trySend(PosixMessage.ofText(text))).isTrue();
    }

    private void assertDone(String script) {
        Exit shell = SluiceProcess.shell(script, name);
        assertThat(shell.error()).isEmpty();
        assertThat(shell.status()).isZero();
    }

    @Test
    void waitsForTheQueueAndContinuesWithTheOneThatAShellCreatesAnew() {
        try (SluiceProcess receive = SluiceProcess.start("mq", "receive", name, "--follow", "--count", "3")) {
            assertDone("sluice mq create \"$1\" && sluice mq send \"$1\" one two");
            receive.awaitLines(2); // it has found the queue before that is gone
            assertDone(
                    "sluice mq unlink \"$1\" && sluice mq create \"$1\" --max-messages 2 && sluice mq send \"$1\" three");
            receive.awaitExit().assertPrinted("0\tone", "0\ttwo", "0\tthree");
        }
    }

    @Test
    void receivesWhatIsLeftInEachQueueThatItHadOpen() {
        try (SluiceProcess receive = SluiceProcess.start("mq", "receive", name, "--follow")) {
            for (int number = 0; number < QUEUES; number++) {
                PosixMessageQueue queue = create();
                send(queue, "a" + number);
                receive.awaitLines(3 * number + 1); // it has the queue open
                send(queue, "b" + number);
                send(queue, "c" + number);
                PosixMessageQueue.unlink(name);
                queue.close();
                receive.awaitLines(3 * number + 3);
            }
            receive.signal("TERM");
            Exit exit = receive.awaitExit();
            assertThat(exit.status()).isEqualTo(143);
            assertThat(exit.error()).isEmpty();
            assertThat(exit.output().lines()).hasSize(3 * QUEUES).endsWith("0\tc" + (QUEUES - 1));
        }
    }

    @Test
    void aSignalEndsItWhileThereIsNoQueue() {
        try (SluiceProcess receive = SluiceProcess.start("mq", "receive", name, "--follow")) {
            PosixMessageQueue queue = create();
            send(queue, "it runs");
            receive.awaitLines(1);
            PosixMessageQueue.unlink(name);
            receive.signal("TERM");
            Exit exit = receive.awaitExit();
            assertThat(exit.status()).isEqualTo(143);
            assertThat(exit.error()).isEmpty();
        }
    }

    @Test
    void theMessageInHandIsPutBackIntoTheQueueOfTheName() {
        PosixMessageQueue queue = create();
        send(queue, "in hand");
        Exit exit = SluiceProcess.shell("sluice mq receive \"$1\" --follow > /dev/full", name);
        exit.assertFailed(ExitStatus.FAILED, "standard output: ");
        assertThat(queue.attributes().currentMessages()).isEqualTo(1);
    }

    @Test
    void withoutItTheEndOfTheQueueIsAnErrorBehindItsMessages() {
        PosixMessageQueue queue = create();
        send(queue, "first");
        try (SluiceProcess receive = SluiceProcess.start("mq", "receive", name)) {
            receive.awaitLines(1);
            send(queue, "last");
            PosixMessageQueue.unlink(name);
            Exit exit = receive.awaitExit();
            assertThat(exit.output()).isEqualTo("0\tfirst\n0\tlast\n");
            assertThat(exit.error())
                    .startsWith("sluice: mq_receive(" + name + "): EIDRM")
                    .hasLineCount(1);
            assertThat(exit.status()).isEqualTo(ExitStatus.FAILED);
        }
    }
}
