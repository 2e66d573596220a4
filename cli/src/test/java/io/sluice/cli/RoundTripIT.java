package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.pipe.PipeWriteEnd;
import io.sluice.ring.Ring;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingMessage;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.LongTest;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.TestRings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes are sent, printed as JSON, sent again, and are the same bytes, for each kind. */
@LongTest
class RoundTripIT {
    private static final String TEXT = "für 3 €";

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @RegisterExtension
    final SysvTestQueues sysvQueues = new SysvTestQueues();

    @RegisterExtension
    final TestRings rings = new TestRings();

    @TempDir
    Path folder;

    private final long seed = System.nanoTime();
    private final byte[] bytes = randomBytes();

    private byte[] randomBytes() {
        byte[] random = new byte[50];
        new Random(seed).nextBytes(random);
        random[7] = '\n';
        random[8] = (byte) 0xff;
        return random;
    }

    private static Exit sluice(String command, String... more) {
        return SluiceProcess.run(words(command, more));
    }

    private static String[] words(String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private Path file() throws IOException {
        return Files.write(folder.resolve("message"), bytes);
    }

    /** Sends by each form to {@code object}; every message has the number 5. */
    private void check(String kind, String object, String number, Supplier<String> next) throws IOException {
        String send = kind + " send " + object;
        String numbered = send + " --" + number + " 5";
        sluice(numbered, "--base64", base64()).assertPrinted();
        SluiceProcess.runWithInput(ascii(base64() + "\n"), words(numbered + " --base64"))
                .assertPrinted();
        sluice(numbered, "--file", file().toString()).assertPrinted();
        SluiceProcess.runWithInput(bytes, words(numbered + " --raw")).assertPrinted();
        sluice(numbered, TEXT).assertPrinted();

        Exit printed = sluice(kind + " receive " + object + " --until-empty --format json");
        String message = "{\"" + number + "\":5,\"size\":50,\"base64\":\"" + base64() + "\"}";
        printed.assertPrinted(
                message, message, message, message, "{\"" + number + "\":5,\"size\":10,\"text\":\"" + TEXT + "\"}");

        SluiceProcess.runWithInput(printed.output().getBytes(StandardCharsets.UTF_8), words(send + " --format json"))
                .assertPrinted();
        for (int i = 0; i < 4; i++) {
            assertThat(next.get()).as("seed %d", seed).isEqualTo("5 " + base64());
        }
        assertThat(next.get()).isEqualTo("5 " + encoded(TEXT.getBytes(StandardCharsets.UTF_8)));
        SluiceProcess.runWithInput(ascii("{\"text\":\"ok\"}\n{\"text\":1}\n"), words(send + " --format json"))
                .assertFailed(1, "line 2: text is not a string. Sent before it: 1.");
        sluice(send, "--base64", "YQ==", "*").assertFailed(1, "message 2: not base64: character 1 is '*'");
        sluice(send, "--file", folder.resolve("none").toString()).assertFailed(1, "there is no such file");
        sluice(send, "--file", file().toString(), "text").assertFailed(2, "'text' is a TEXT, and --file goes without");
        byte[] tooLong = new byte[9000];
        Path longFile = Files.write(folder.resolve("long"), tooLong);
        sluice(send, "--file", longFile.toString()).assertFailed(1, longFile + " has 9000 bytes, and ");
        SluiceProcess.runWithInput(tooLong, words(send + " --raw")).assertFailed(1, "standard input has more than ");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String encoded(byte[] payload) {
        return Base64.getEncoder().encodeToString(payload);
    }

    @Test
    void posixMessageQueue() throws IOException {
        PosixMessageQueue queue = queues.create(8, 64);
        check("mq", queue.name(), "priority", () -> {
            PosixMessage message = Objects.requireNonNull(queue.tryReceive());
            return message.priority() + " " + encoded(message.payload());
        });
    }

    @Test
    void systemVMessageQueue() throws IOException {
        SysvMessageQueue queue = sysvQueues.create(4096);
        check("sysv", "--id " + queue.id(), "type", () -> {
            SysvMessage message = Objects.requireNonNull(queue.tryReceive(TypeSelector.any()));
            return message.type() + " " + encoded(message.payload());
        });
    }

    @Test
    void ring() throws IOException {
        Ring ring = rings.create();
        check("ring", ring.name(), "type", () -> {
            try (RingConsumer consumer = ring.consumer()) {
                RingMessage message = Objects.requireNonNull(consumer.poll());
                return message.type() + " " + encoded(message.payload());
            }
        });
    }

    @Test
    void fifo() throws IOException {
        Path path = folder.resolve("fifo");
        Fifo.create(path);
        try (PipeReadEnd end = PipeReadEnd.open(path)) {
            String send = "fifo send " + path + " --packets";
            sluice(send, "--base64", base64()).assertPrinted();
            assertThat(read(end)).as("seed %d", seed).isEqualTo(bytes);
            sluice(send, "--file", file().toString()).assertPrinted();
            assertThat(read(end)).as("seed %d", seed).isEqualTo(bytes);

            Exit printed;
            try (SluiceProcess receive =
                    SluiceProcess.start(words("fifo receive " + path + " --packets --format json"))) {
                try (PipeWriteEnd writer = PipeWriteEnd.open(path)) {
                    writer.packetMode(true);
                    assertThat(writer.tryWrite(ByteBuffer.wrap(bytes))).isEqualTo(bytes.length);
                    receive.awaitLines(1);
                }
                printed = receive.awaitExit();
            }
            printed.assertPrinted("{\"size\":50,\"base64\":\"" + base64() + "\"}");
            SluiceProcess.runWithInput(ascii(printed.output()), words(send + " --format json"))
                    .assertPrinted();
            assertThat(read(end)).as("seed %d", seed).isEqualTo(bytes);

            sluice("fifo send " + path, "--base64", "YQ==").assertPrinted();
            assertThat(read(end)).isEqualTo(ascii("a\n"));
            sluice(send, "--base64", "A").assertFailed(1, "message 1: not base64: it has 1 characters");
            sluice("fifo send " + path + " --raw --base64", "YQ==").assertFailed(2, "--raw", "goes without --base64");
            Path longFile = Files.write(folder.resolve("long"), new byte[4097]);
            sluice(send, "--file", longFile.toString())
                    .assertFailed(1, longFile + " has 4097 bytes, and 4096 bytes are ");
        }
    }

    private static byte[] read(PipeReadEnd end) {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        end.tryRead(buffer);
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
