package io.sluice.cli.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.cli.command.ExitStatus;
import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.LongTest;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MqSendIT {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(4, 16);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> drained() {
        List<String> messages = new ArrayList<>();
        for (PosixMessage message = queue.tryReceive(); message != null; message = queue.tryReceive()) {
            messages.add(message.priority() + " " + message.text());
        }
        return messages;
    }

    @Test
    void eachTextIsAMessageInOrder() {
        SluiceProcess.run("mq", "send", queue.name(), "two", "", "@für", "--priority=7")
                .assertPrinted();
        assertThat(drained()).containsExactly("7 two", "7 ", "7 @für");
    }

    @Test
    @LongTest
    void textsMayLookLikeOptionsBehindTwoDashes() {
        SluiceProcess.run("mq", "send", queue.name(), "--", "--priority", "-1").assertPrinted();
        assertThat(drained()).containsExactly("0 --priority", "0 -1");
    }

    @Test
    @LongTest
    void eachLineOfStandardInputIsAMessage() {
        byte[] input = bytes("one\n\nthree\r\nlast");
        SluiceProcess.runWithInput(input, "mq", "send", queue.name(), "--priority", "32767")
                .assertPrinted();
        assertThat(drained()).containsExactly("32767 one", "32767 ", "32767 three\r", "32767 last");
        SluiceProcess.run("mq", "send", queue.name()).assertPrinted();
        assertThat(drained()).isEmpty();
    }

    @Test
    @LongTest
    void theBytesOfALineAreNotTouched() {
        SluiceProcess.runWithInput(new byte[] {(byte) 0xff, 0, (byte) 0xc3, '\n'}, "mq", "send", queue.name());
        assertThat(queue.tryReceive()).isEqualTo(PosixMessage.of(new byte[] {(byte) 0xff, 0, (byte) 0xc3}));
    }

    @Test
    @LongTest
    void aLineIsSentAsSoonAsItIsThere() throws IOException {
        try (SluiceProcess send = SluiceProcess.start("mq", "send", queue.name())) {
            OutputStream input = send.openInput();
            for (String line : List.of("one", "two")) {
                input.write(bytes(line + "\n"));
                input.flush();
                Bounds.await("the line").until(() -> queue.attributes().currentMessages() == 1);
                assertThat(drained()).containsExactly("0 " + line);
            }
            send.input(new byte[0]);
            send.awaitExit().assertPrinted();
        }
    }

    @Test
    @LongTest
    void waitsForRoomAndReadsNoFurtherMeanwhile() {
        StringBuilder input = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            input.append(i).append('\n');
            expected.add("0 " + i);
        }
        try (SluiceProcess send = SluiceProcess.start("mq", "send", queue.name())) {
            send.input(bytes(input.toString()));
            Bounds.await("a full queue").until(() -> queue.attributes().currentMessages() == 4);
            List<String> received = new ArrayList<>();
            // Without a pause between two looks: the queue holds four, and there are many looks.
            Bounds.awaitSpinning("all", () -> {
                received.addAll(drained());
                return received.size() >= expected.size();
            });
            assertThat(received).isEqualTo(expected);
            send.awaitExit().assertPrinted();
        }
    }

    @Test
    @LongTest
    void aTimeoutIsStatus124AndTheErrorCountsTheMessagesSent() {
        long began = System.nanoTime();
        Exit exit = SluiceProcess.run("mq", "send", queue.name(), "1", "2", "3", "4", "5", "6", "--timeout", "PT0.3S");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        exit.assertFailed(ExitStatus.TIMED_OUT, "message 5: ", "ETIMEDOUT", "Sent before it: 4.");
        assertThat(drained()).containsExactly("0 1", "0 2", "0 3", "0 4");
    }

    @Test
    @LongTest
    void aTimeoutOfZeroTriesOnce() {
        SluiceProcess.runWithInput(bytes("1\n2\n3\n4\n"), "mq", "send", queue.name(), "--timeout=0s")
                .assertPrinted();
        Exit exit = SluiceProcess.runWithInput(bytes("5\n"), "mq", "send", queue.name(), "--timeout", "0s");
        exit.assertFailed(ExitStatus.TIMED_OUT, "line 1: ", "Sent before it: 0.");
        assertThat(drained()).hasSize(4);
    }

    @Test
    @LongTest
    void aMessageThatIsTooLongSaysWhichItIs() {
        Exit text = SluiceProcess.run("mq", "send", queue.name(), "short", "seventeen letters", "never");
        text.assertFailed(ExitStatus.FAILED, "message 2: ", "EMSGSIZE", "has 17 bytes", "Sent before it: 1.");
        Exit line = SluiceProcess.runWithInput(
                bytes("short\nsixteen letters.\nseventeen letters\nnever\n"), "mq", "send", queue.name());
        line.assertFailed(ExitStatus.FAILED, "line 3: ", "longer than 16 bytes", "Sent before it: 2.");
        assertThat(drained()).containsExactly("0 short", "0 short", "0 sixteen letters.");
    }

    @Test
    @LongTest
    void aClosedStandardInputIsAnErrorAndNotAMessage() {
        SluiceProcess.shell("sluice mq send \"$1\" <&-", queue.name())
                .assertFailed(ExitStatus.FAILED, "standard input is closed");
        assertThat(drained()).isEmpty();
    }

    @Test
    void aProgramInCReceivesEveryByte() {
        CProgram receiver = CProgram.of("hex_receiver");
        try (RunningProgram receiving = receiver.start(queue.name(), 3)) {
            SluiceProcess.runWithInput(
                            new byte[] {(byte) 0xff, 0, '\n', '\n', 'a'}, "mq", "send", queue.name(), "--priority", "9")
                    .assertPrinted();
            RunningProgram.Exit exit = receiving.awaitExit(Bounds.SOON);
            assertThat(exit.output()).isEqualTo("9 ff00\n9 \n9 61\n");
            assertThat(exit.status()).isZero();
        }
    }
}
