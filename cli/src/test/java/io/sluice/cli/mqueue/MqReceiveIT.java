package io.sluice.cli.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.LongTest;
import io.sluice.testing.Programs;
import io.sluice.testing.SeededMessages;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class MqReceiveIT {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(8, 64);

    private void send(String text, int priority) {
        assertThat(queue.trySend(PosixMessage.ofText(text, priority))).isTrue();
    }

    private void send(String... texts) {
        Stream.of(texts).forEach(text -> send(text, 0));
    }

    private int waiting() {
        return queue.attributes().currentMessages();
    }

    @Test
    void printsPriorityTabAndTextTheHighestFirst() {
        send("low", 0);
        send("high\twith a tab", 32_767);
        send("", 5);
        SluiceProcess.run("mq", "receive", queue.name(), "--until-empty")
                .assertPrinted("32767\thigh\\twith a tab", "5\t", "0\tlow");
        SluiceProcess.run("mq", "receive", queue.name(), "--until-empty").assertPrinted();
    }

    @Test
    @LongTest
    void printsJson() {
        send("\"für\"\n", 3);
        assertThat(queue.trySend(new byte[] {(byte) 0xff, 0}, 2)).isTrue();
        SluiceProcess.run("mq", "receive", queue.name(), "--until-empty", "--format", "json")
                .assertPrinted(
                        "{\"priority\":3,\"size\":7,\"text\":\"\\\"für\\\"\\n\"}",
                        "{\"priority\":2,\"size\":2,\"base64\":\"/wA=\"}");
    }

    @Test
    @LongTest
    void countTakesSoManyAndLeavesTheRest() {
        send("1", "2", "3", "4");
        SluiceProcess.run("mq", "receive", queue.name(), "--count", "3").assertPrinted("0\t1", "0\t2", "0\t3");
        assertThat(waiting()).isEqualTo(1);
        SluiceProcess.run("mq", "receive", queue.name(), "--count", "9", "--until-empty")
                .assertPrinted("0\t4");
    }

    @Test
    @LongTest
    void eachMessageIsPrintedAsItComes() {
        try (SluiceProcess receive = SluiceProcess.start("mq", "receive", queue.name(), "--count=3")) {
            for (int i = 1; i <= 3; i++) {
                send("message " + i);
                receive.awaitLines(i);
                assertThat(receive.lines()).last().isEqualTo("0\tmessage " + i);
            }
            assertThat(receive.awaitExit().status()).isZero();
        }
    }

    @Test
    @LongTest
    void rateLeavesTheOthersInTheQueue() {
        send("1", "2", "3", "4");
        try (SluiceProcess receive = SluiceProcess.start("mq", "receive", queue.name(), "--rate", "0.01")) {
            receive.awaitLines(1);
            assertThat(waiting()).isEqualTo(3);
            receive.signal("TERM");
            assertThat(receive.awaitExit().error()).isEmpty();
            assertThat(receive.lines()).containsExactly("0\t1");
            assertThat(waiting()).isEqualTo(3);
        }
    }

    @Test
    @LongTest
    void rateIsAPauseBetweenMessagesAndNotAfterTheLast() {
        send("1", "2", "3");
        long began = System.nanoTime();
        Exit exit = SluiceProcess.run("mq", "receive", queue.name(), "--rate", "2", "--until-empty");
        exit.assertPrinted("0\t1", "0\t2", "0\t3");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));

        send("4");
        SluiceProcess.run("mq", "receive", queue.name(), "--rate", "0.001", "--count", "1")
                .assertPrinted("0\t4");
    }

    @Test
    @LongTest
    void aReaderThatGoesAwayEndsItQuietly() {
        send("1", "2", "3", "4");
        Exit exit = SluiceProcess.shell(
                "{ sluice mq receive \"$1\" --until-empty; echo \"status $?\" >&2; } | head -1", queue.name());
        assertThat(exit.output()).isEqualTo("0\t1\n");
        assertThat(exit.error()).isEqualTo("status 0\n");
    }

    @Test
    void aMessageThatNobodyReadsGoesBackIntoTheQueue() {
        try (SluiceProcess receive = SluiceProcess.startUnread("mq", "receive", queue.name())) {
            receive.closeOutput();
            send("not printed", 9);
            Exit exit = receive.awaitExit();
            assertThat(exit.error()).isEmpty();
            assertThat(exit.status()).isZero();
        }
        assertThat(queue.tryReceive()).isEqualTo(PosixMessage.ofText("not printed", 9));
        assertThat(waiting()).isZero();
    }

    @Test
    @LongTest
    void aMessageThatCannotBeWrittenGoesBackIntoTheQueue() {
        send("not printed", 9);
        for (String output : new String[] {"/dev/full", "&-"}) {
            Exit exit = SluiceProcess.shell("sluice mq receive \"$1\" >" + output, queue.name());
            assertThat(exit.error()).startsWith("sluice: standard output: ").hasLineCount(1);
            assertThat(exit.status()).isEqualTo(1);
            assertThat(waiting()).isEqualTo(1);
        }
        assertThat(queue.tryReceive()).isEqualTo(PosixMessage.ofText("not printed", 9));
    }

    @Test
    @LongTest
    void aMessageThatCannotGoBackIsShown() {
        PosixMessageQueue single = queues.create(1, 64);
        assertThat(single.trySend(PosixMessage.ofText("first\n", 3))).isTrue();
        // A send that waits in the kernel, which gives it the room in the call that receives the first message.
        try (RunningProgram sending = CProgram.of("mq_send").start(single.name(), 1, 64, 7)) {
            sending.awaitLine("sending");
            sending.awaitAsleep();
            assertTheFirstIsShown(single);
            assertThat(sending.awaitExit(Bounds.WITH_START).status()).isZero();
        }
        assertThat(single.tryReceive()).isEqualTo(new SeededMessages(7, 64).message(0));
    }

    private static void assertTheFirstIsShown(PosixMessageQueue single) {
        try (SluiceProcess receive = SluiceProcess.startUnread("mq", "receive", single.name())) {
            receive.closeOutput();
            Exit exit = receive.awaitExit();
            assertThat(exit.error())
                    .startsWith("sluice: a message is lost: ")
                    .endsWith(": 3\\tfirst\\n\n")
                    .hasLineCount(1);
            assertThat(exit.status()).isEqualTo(1);
        }
    }

    @Test
    @LongTest
    void thePermissionToReceiveIsEnough(@TempDir Path folder) throws IOException {
        String[] nobody = Programs.nobody();
        Path copy = ForkedJvm.copyForEverybody(SluiceProcess.JAR, folder, "sluice.jar");
        String readable = queues.name();
        try (PosixMessageQueue foreign =
                PosixMessageQueue.builder(readable).mode(0604).create()) {
            assertThat(foreign.trySend(PosixMessage.ofText("x"))).isTrue();
        }
        try (SluiceProcess receive = SluiceProcess.startUnder(nobody, copy, "mq", "receive", readable, "--count", "1")
                .read()) {
            receive.awaitExit().assertPrinted("0\tx");
        }
    }

    @Test
    @LongTest
    void aProgramInCSendsFasterThanItIsPrinted() {
        CProgram sender = CProgram.of("numbered_sender");
        int count = 5_000;
        try (SluiceProcess receive = SluiceProcess.start("mq", "receive", queue.name(), "--count", "" + count);
                RunningProgram sending = sender.start(queue.name(), count)) {
            receive.awaitExit()
                    .assertPrinted(
                            IntStream.range(0, count).mapToObj(i -> "0\t" + i).toArray(String[]::new));
            assertThat(sending.awaitExit(Bounds.WITH_START).output()).isEqualTo("done\n");
        }
    }
}
