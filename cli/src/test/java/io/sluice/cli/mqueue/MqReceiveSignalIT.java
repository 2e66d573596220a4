package io.sluice.cli.mqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.LongTest;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A signal in the middle of a stream loses no message, but for SIGKILL. */
@LongTest
class MqReceiveSignalIT {
    private static final int ROUNDS = 4;
    private static final int MESSAGES = 8_000;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private int inTheMiddle;

    @ParameterizedTest
    @CsvSource({"TERM, 15", "INT, 2"})
    void whatWasNotPrintedIsStillQueued(String signal, int number) {
        Random random = random(signal);
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(printedAndQueued(signal, number, random)).isEqualTo(sent());
        }
        assertInTheMiddle();
    }

    @Test
    void sigkillLosesOneMessageAtMost() {
        Random random = random("KILL");
        for (int round = 0; round < ROUNDS; round++) {
            List<String> left = printedAndQueued("KILL", 9, random);
            List<String> expected = sent();
            expected.retainAll(Set.copyOf(left));
            assertThat(left).hasSizeGreaterThanOrEqualTo(MESSAGES - 1).isEqualTo(expected);
        }
        assertInTheMiddle();
    }

    private static Random random(String signal) {
        long seed = System.nanoTime();
        System.out.println("SIG" + signal + " at random moments, seed " + seed);
        return new Random(seed);
    }

    private static List<String> sent() {
        return IntStream.range(0, MESSAGES).mapToObj(i -> "0\t" + i).collect(Collectors.toList());
    }

    /** What the command has printed until the signal, and behind it what comes out of the queue. */
    private List<String> printedAndQueued(String signal, int number, Random random) {
        PosixMessageQueue queue = queues.create(10, 24);
        try (SluiceProcess receive = SluiceProcess.start("mq", "receive", queue.name());
                RunningProgram sending = CProgram.of("numbered_sender").start(queue.name(), MESSAGES)) {
            receive.awaitLines(1 + random.nextInt(MESSAGES / 4));
            assumeFalse(isIgnored(number, receive.pid()), "this test was started with SIG" + signal + " ignored");
            receive.signal(signal);
            Exit exit = receive.awaitExit();
            assertThat(exit.status()).isEqualTo(128 + number);
            assertThat(exit.error()).isEmpty();
            assertThat(exit.output()).endsWith("\n");

            List<String> all = new ArrayList<>(exit.output().lines().toList());
            inTheMiddle += all.size() < MESSAGES ? 1 : 0;
            Bounds.await("end of the sender").until(() -> drain(queue, all) && !sending.isAlive());
            drain(queue, all);
            return all;
        }
    }

    /** On a busy machine a signal may come after the last message, but not in every round. */
    private void assertInTheMiddle() {
        assertThat(inTheMiddle)
                .as("rounds in which the signal came in the middle")
                .isPositive();
    }

    private static boolean drain(PosixMessageQueue queue, List<String> into) {
        for (PosixMessage message = queue.tryReceive(); message != null; message = queue.tryReceive()) {
            into.add(message.priority() + "\t" + message.text());
        }
        return true;
    }

    private static boolean isIgnored(int signal, long pid) {
        try {
            String mask = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .findFirst()
                    .orElseThrow();
            return (Long.parseUnsignedLong(mask.substring("SigIgn:".length()).strip(), 16) >> (signal - 1) & 1) != 0;
        } catch (IOException ended) {
            return false;
        }
    }

    @Test
    void aReceiveThatWaitsEndsAtOnce() {
        PosixMessageQueue queue = queues.create(10, 24);
        try (SluiceProcess receive = SluiceProcess.start("mq", "receive", queue.name())) {
            assertThat(queue.trySend(PosixMessage.ofText("it runs"))).isTrue();
            receive.awaitLines(1);
            receive.signal("TERM");
            Exit exit = receive.awaitExit();
            assertThat(exit.status()).isEqualTo(143);
            assertThat(exit.error()).isEmpty();
        }
        assertThat(queue.trySend(PosixMessage.ofText("later"))).isTrue();
        assertThat(queue.attributes().currentMessages()).isEqualTo(1);
    }

    /** A pipe holds 64 KiB, so the command cannot print the ninth message of 8,000 bytes, and holds it. */
    @Test
    void theMessageInHandIsPutBackIfTheReaderStalls() {
        PosixMessageQueue queue = queues.create(4, 8_000);
        try (SluiceProcess receive = SluiceProcess.startUnread("mq", "receive", queue.name())) {
            byte[] payload = "x".repeat(8_000).getBytes(StandardCharsets.US_ASCII);
            for (int sent = 0; sent < 11; sent++) {
                Bounds.await("room").until(() -> queue.trySend(payload, 1));
            }
            Bounds.await("the ninth to be taken").until(() -> queue.attributes().currentMessages() == 2);
            receive.signal("TERM");
            Exit exit = receive.awaitExit();
            assertThat(exit.status()).isEqualTo(143);
            assertThat(exit.error()).isEmpty();
            assertThat(queue.attributes().currentMessages()).isEqualTo(3);
        }
    }
}
