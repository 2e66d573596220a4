package io.sluice.cli.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.cli.command.ExitStatus;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.LongTest;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice bridge} where Kafka does not answer. The module of the bridge tests it with a broker. */
class BridgeIT {
    /** The discard port, where nobody listens. */
    private static final String NOBODY = "127.0.0.1:9";

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @TempDir
    Path folder;

    private final PosixMessageQueue queue = queues.create(4, 64);

    private SluiceProcess start(String... arguments) {
        return queues.closing(SluiceProcess.start(arguments));
    }

    private String journal() {
        return folder.resolve("journal").toString();
    }

    @LongTest
    @Test
    void withoutKafkaNothingIsTakenAndASignalEndsTheBridge() {
        Queues.preload(queue, 3);
        SluiceProcess bridge = start(
                "bridge",
                "--from",
                queue.name(),
                "--to",
                "kafka:orders",
                "--bootstrap",
                NOBODY,
                "--journal",
                journal());
        bridge.awaitLines(1);
        assertThat(bridge.lines()).containsExactly("mq:" + queue.name() + " -> kafka:orders");
        Bounds.await("notice").until(() -> bridge.error().contains("Kafka is away, nothing more is taken"));
        bridge.signal("TERM");
        assertThat(bridge.awaitExit().status()).isEqualTo(143);
        assertThat(Queues.drain(queue)).containsExactlyElementsOf(Queues.preloaded(3));
    }

    @Test
    @LongTest
    void theRoutesOfAFileRunTogether() throws IOException {
        Path file = Files.write(
                folder.resolve("bridge.properties"),
                List.of(
                        "bootstrap = " + NOBODY,
                        "journal = " + journal(),
                        "route.out.from = " + queue.name(),
                        "route.out.to = kafka:orders",
                        "route.out.order = all",
                        "route.in.from = kafka:answers",
                        "route.in.to = " + queues.create(4, 64).name()));
        SluiceProcess bridge = start("bridge", "--config", file.toString());
        bridge.awaitLines(2);
        assertThat(bridge.lines()).contains("mq:" + queue.name() + " -> kafka:orders");
        bridge.signal("INT");
        assertThat(bridge.awaitExit().status()).isEqualTo(130);
    }

    @Test
    @LongTest
    void aMissingQueueIsAnErrorInOneLine() {
        Exit exit = SluiceProcess.run(
                "bridge", "--from", queues.name(), "--to", "kafka:a", "--bootstrap", NOBODY, "--journal", journal());
        assertThat(exit.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(exit.error())
                .startsWith("sluice: mq_open(")
                .contains("ENOENT")
                .hasLineCount(1);
    }

    @Test
    @LongTest
    void aJournalThatIsInUseIsAnErrorInOneLine() {
        String[] arguments = {
            "bridge", "--from", queue.name(), "--to", "kafka:a", "--bootstrap", NOBODY, "--journal", journal()
        };
        SluiceProcess first = start(arguments);
        first.awaitLines(1);
        Exit exit = SluiceProcess.run(arguments);
        assertThat(exit.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(exit.error())
                .contains("cannot be opened: the journal", "in use by another bridge")
                .hasLineCount(1);
    }

    @Test
    @LongTest
    void aSettingOnWhichThePromiseRestsIsAnErrorInOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("bridge.properties"), "kafka.acks = 1\n");
        Exit exit = SluiceProcess.run(
                "bridge",
                "--config",
                file.toString(),
                "--from",
                queue.name(),
                "--to",
                "kafka:a",
                "--bootstrap",
                NOBODY,
                "--journal",
                journal());
        assertThat(exit.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(exit.error()).isEqualTo("sluice: acks cannot be set: the promise of the bridge rests on it\n");
    }
}
