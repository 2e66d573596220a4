package io.sluice.cli.sysvmsg;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.cli.command.ExitStatus;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import io.sluice.testing.LongTest;
import io.sluice.testing.SysvTestQueues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code sluice sysv receive}. */
@LongTest
class SysvReceiveIT {
    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    private static String id(SysvMessageQueue queue) {
        return Integer.toString(queue.id());
    }

    @Test
    void eachSelectionReceivesItsMessages() {
        SysvMessageQueue queue = queues.create();
        for (int type : new int[] {3, 1, 2, 3}) {
            queue.trySend(SysvMessage.ofText(type, "m"));
        }
        SluiceProcess.run("sysv", "receive", "--id", id(queue), "--up-to", "2", "--until-empty")
                .assertPrinted("1\tm", "2\tm");
        SluiceProcess.run("sysv", "receive", "--id", id(queue), "--except", "2", "--count", "1")
                .assertPrinted("3\tm");
        SluiceProcess.run("sysv", "receive", "--id", id(queue), "--type", "3", "--count", "1")
                .assertPrinted("3\tm");
    }

    @Test
    void receiveFailsWhenTheQueueIsRemoved() {
        SysvMessageQueue queue = queues.create();
        try (SluiceProcess receive = SluiceProcess.start("sysv", "receive", "--id", id(queue))) {
            queue.trySend(SysvMessage.ofText(1, "first"));
            receive.awaitLines(1);
            queue.remove();
            Exit exit = receive.awaitExit();
            assertThat(exit.output()).isEqualTo("1\tfirst\n");
            assertThat(exit.error())
                    .startsWith("sluice: ")
                    .contains("The queue was removed")
                    .hasLineCount(1);
            assertThat(exit.status()).isEqualTo(ExitStatus.FAILED);
        }
    }

    @Test
    void whatWasNotPrintedWhenASignalCameIsStillQueued() throws Exception {
        long seed = System.nanoTime();
        System.out.println("SIGTERM at random moments, seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 6; round++) {
            SysvMessageQueue queue = queues.create();
            try (SluiceProcess receive = SluiceProcess.start("sysv", "receive", "--id", id(queue))) {
                int most = 1 + random.nextInt(2000);
                List<String> all = new ArrayList<>();
                Thread sender = new Thread(() -> {
                    for (int i = 0; i < 2 * most; i++) {
                        SysvMessage message = SysvMessage.ofText(1, Integer.toString(i));
                        Bounds.awaitSpinning("room", () -> queue.trySend(message) || !receive.isAlive());
                    }
                });
                sender.start();
                receive.awaitLines(most);
                receive.signal("TERM");
                Exit exit = receive.awaitExit();
                assertThat(exit.status()).isEqualTo(128 + 15);
                assertThat(exit.error()).isEmpty();
                sender.join();
                all.addAll(exit.output().lines().toList());
                for (SysvMessage left = queue.tryReceive(TypeSelector.any());
                        left != null;
                        left = queue.tryReceive(TypeSelector.any())) {
                    all.add(left.type() + "\t" + left.text());
                }
                // After the end of the receiver, the sender skipped messages for which there was no room.
                assertThat(all)
                        .as("seed %d, round %d", seed, round)
                        .startsWith(IntStream.range(
                                        0, exit.output().lines().toList().size() + 1)
                                .mapToObj(i -> "1\t" + i)
                                .limit(all.size())
                                .toArray(String[]::new));
            }
        }
    }

    @Test
    void rateLeavesTheOthersInTheQueueAndASignalEndsThePause() {
        SysvMessageQueue queue = queues.create();
        for (String text : new String[] {"1", "2", "3"}) {
            queue.trySend(SysvMessage.ofText(1, text));
        }
        for (String end : new String[] {"--count=9", "--until-empty"}) {
            long before = queue.status().messages();
            try (SluiceProcess receive =
                    SluiceProcess.start("sysv", "receive", "--id", id(queue), "--rate", "0.01", end)) {
                receive.awaitLines(1);
                assertThat(queue.status().messages()).isEqualTo(before - 1);
                receive.signal("TERM");
                Exit exit = receive.awaitExit(); // which fails long before the pause of 100 seconds is over
                assertThat(exit.error()).isEmpty();
                assertThat(exit.output()).hasLineCount(1);
            }
            assertThat(queue.status().messages()).isEqualTo(before - 1);
        }
    }

    @Test
    void rateIsAPauseBetweenMessagesAndNotAfterTheLast() {
        SysvMessageQueue queue = queues.create();
        for (String text : new String[] {"1", "2", "3"}) {
            queue.trySend(SysvMessage.ofText(1, text));
        }
        long began = System.nanoTime();
        SluiceProcess.run("sysv", "receive", "--id", id(queue), "--rate", "2", "--until-empty")
                .assertPrinted("1\t1", "1\t2", "1\t3");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));

        queue.trySend(SysvMessage.ofText(1, "4"));
        SluiceProcess.run("sysv", "receive", "--id", id(queue), "--rate", "0.001", "--count", "1")
                .assertPrinted("1\t4");
    }
}
