package io.sluice.cli.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.CProgram;
import io.sluice.testing.TestQueues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MqNotifyIT {
    private static final PosixMessage MESSAGE = PosixMessage.ofText("m");

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(8, 64);

    @Test
    void printsALineForEachMessageInTheEmptyQueueAndTakesNone() {
        queue.trySend(MESSAGE);
        queue.trySend(MESSAGE);
        try (SluiceProcess process = SluiceProcess.start("mq", "notify", queue.name(), "--count", "3")) {
            process.awaitLines(1);
            assertThat(process.lines()).containsExactly("2");
            for (int lines = 2; lines <= 3; lines++) {
                while (queue.tryReceive() != null) {
                    assertThat(queue.isOpen()).isTrue();
                }
                queue.trySend(MESSAGE);
                process.awaitLines(lines);
            }
            assertThat(process.awaitExit()).isEqualTo(new Exit(0, "2\n1\n1\n", ""));
        }
        assertThat(queue.attributes().currentMessages()).isEqualTo(1);
    }

    @Test
    void theErrorForAHeldSlotNamesItsHolder() {
        try (RunningProgram holder = CProgram.of("mq_slot").start(queue.name())) {
            holder.awaitLine("held");
            Exit exit = SluiceProcess.run("mq", "notify", queue.name());
            assertThat(exit.status()).isEqualTo(1);
            assertThat(exit.error())
                    .startsWith("sluice: mq_notify(" + queue.name() + "): EBUSY")
                    .contains("Another process holds it, with the id " + holder.pid())
                    .hasLineCount(1);
        }
    }

    @Test
    void aMissingQueueIsAFailure() {
        Exit exit = SluiceProcess.run("mq", "notify", queues.name());
        assertThat(exit.status()).isEqualTo(1);
        assertThat(exit.error()).contains("ENOENT").hasLineCount(1);
    }
}
