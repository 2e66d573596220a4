package io.sluice.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.cli.command.ExitStatus;
import io.sluice.junit.RunningProgram;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.LongTest;
import io.sluice.testing.Programs;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice top} without a terminal. */
class TopIT {
    private static final String NAME = TestQueues.PREFIX + "top";

    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    @TempDir
    private Path folder;

    @AfterEach
    void unlink() throws IOException {
        Files.deleteIfExists(Path.of("/dev/shm/sem." + NAME.substring(1)));
    }

    private static List<String> row(Exit exit, String kind, Object name) {
        List<List<String>> rows = exit.output()
                .lines()
                .map(line -> List.of(line.split("\t", -1)))
                .filter(row -> row.get(0).equals(kind) && row.get(1).equals(name.toString()))
                .toList();
        assertThat(rows).as(exit.toString()).hasSize(1);
        return rows.get(0);
    }

    @Test
    void onceIsATableOfAllObjects() {
        SysvMessageQueue queue = queues.create(100);
        assertThat(queue.trySend(SysvMessage.ofText(1, "hello"))).isTrue();
        Exit exit = SluiceProcess.run("top", "--once");
        assertThat(exit.error()).isEmpty();
        assertThat(exit.status()).isEqualTo(ExitStatus.DONE);
        assertThat(exit.output()).startsWith("KIND\tNAME\tKEY\tMESSAGES\tUSED\tLIMIT\t");
        assertThat(exit.output().lines())
                .allSatisfy(line -> assertThat(line.split("\t", -1)).hasSize(15));
        assertThat(row(exit, "sysv", queue.id()).subList(2, 9))
                .containsExactly(String.valueOf(queue.key()), "1", "5", "100", "bytes", "-", "-");
    }

    @Test
    @LongTest
    void jsonIsOneDocumentAndAnIntervalGivesItRates() throws IOException {
        SysvMessageQueue queue = queues.create(100);
        JsonNode document = new ObjectMapper()
                .readTree(SluiceProcess.run("top", "--interval", "10ms", "--format", "json")
                        .output());
        assertThat(document.get("time").asText()).isNotEmpty();
        assertThat(document.get("problems").isArray()).isTrue();
        List<JsonNode> found = StreamSupport.stream(document.get("objects").spliterator(), false)
                .filter(each -> each.get("kind").asText().equals("sysv")
                        && each.get("name").asText().equals(Integer.toString(queue.id())))
                .toList();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).get("in-at-least").asDouble(-1)).isZero();
        assertThat(found.get(0).get("holders").isNull()).isTrue();
        assertThat(found.get(0).get("waiting").isArray()).isTrue();
    }

    @Test
    @LongTest
    void aPosixQueueShowsWhoHoldsItAndWhoWaits() {
        String receive = String.join(" ", CProgram.of("mq_receive").command("/orders", 1, 16, 1));
        Exit exit = SluiceProcess.shellUnder(
                Programs.prepared(Programs.unshare("--ipc", "--mount"), "mount -t mqueue none /mnt"),
                """
                sluice mq create /orders --max-messages 4 --max-message-size 64 > /dev/null
                %s > /dev/null &
                until grep -q '^243 \\|^183 ' /proc/$!/syscall; do kill -0 $! || exit 3; done
                sluice top --once
                kill $!
                """.formatted(receive));
        List<String> queue = row(exit, "mq", "/orders");
        assertThat(queue.subList(3, 7)).containsExactly("0", "0", "4", "messages");
        assertThat(queue.get(11)).matches("1\\+?");
        assertThat(queue.get(12)).matches("1\\+?");
        assertThat(queue.get(13)).matches("\\d+ mq_receive r");
        assertThat(queue.get(14)).matches("\\d+ mq_receive mq_receive");
    }

    @Test
    @LongTest
    void anOrdinaryUserIsToldThatHoldersAreNotKnown() throws Exception {
        String[] nobody = Programs.nobody();
        Path copy = ForkedJvm.copyForEverybody(SluiceProcess.JAR, folder, "sluice.jar");
        try (RunningProgram peer = CProgram.of("sem_peer").start(NAME)) {
            assertThat(peer.ask("create 1")).isEqualTo("created");
            assertThat(row(SluiceProcess.run("top", "--once"), "semaphore", NAME)
                            .get(13))
                    .isEqualTo(peer.pid() + " sem_peer mapped");
            try (SluiceProcess process =
                    SluiceProcess.startUnder(nobody, copy, "top", "--once").read()) {
                Exit exit = process.awaitExit();
                assertThat(exit.error()).isEmpty();
                List<String> semaphore = row(exit, "semaphore", NAME);
                assertThat(semaphore.get(4)).isEqualTo("-");
                assertThat(semaphore.subList(11, 15)).containsExactly("?", "?", "-", "-");
            }
        }
    }

    @Test
    void withoutATerminalItSaysWhatDoesWithout() {
        SluiceProcess.run("top").assertFailed(ExitStatus.FAILED, "no terminal", "sluice top --once");
    }

    @Test
    @LongTest
    void whatIsNoFifoIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        SluiceProcess.run("top", "--once", "--fifo", file.toString())
                .assertFailed(ExitStatus.FAILED, file + "' is no FIFO");
        SluiceProcess.run("top", "--once", "--fifo", folder.resolve("nothing").toString())
                .assertFailed(ExitStatus.FAILED, "there is no such file");
    }
}
