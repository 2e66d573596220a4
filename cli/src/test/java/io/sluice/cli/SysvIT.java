package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import io.sluice.testing.SysvTestQueues;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice sysv} as it is run. */
class SysvIT {
    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    private static String id(SysvMessageQueue queue) {
        return Integer.toString(queue.id());
    }

    private static void assertDone(Exit exit, String output) {
        assertThat(exit.error()).isEmpty();
        assertThat(exit.output()).isEqualTo(output);
        assertThat(exit.status()).isZero();
    }

    private static void assertFailed(Exit exit, int status, String complaint) {
        assertThat(exit.error()).startsWith("sluice: ").contains(complaint).hasLineCount(1);
        assertThat(exit.status()).isEqualTo(status);
    }

    @Test
    void aQueueFromItsCreationToItsEnd() {
        IpcKey key = queues.key();
        Exit created =
                SluiceProcess.run("sysv", "create", "--key", key.toString(), "--mode", "0640", "--max-bytes", "100");
        assertThat(created.output())
                .startsWith("created queue ")
                .endsWith(" of key " + key + ": 100 bytes, mode 0640\n");
        assertThat(SluiceProcess.run("sysv", "create", "--key", key.toString()).output())
                .startsWith("exists queue ")
                .endsWith(": 100 bytes, mode 0640\n");
        assertFailed(
                SluiceProcess.run("sysv", "create", "--key", key.toString(), "--max-bytes", "99"),
                ExitStatus.FAILED,
                "Found: max bytes 100");
        assertThat(SluiceProcess.run("sysv", "create", "--key", key.toString(), "--max-bytes", "99", "--accept-shape")
                        .output())
                .startsWith("exists queue ");
        assertFailed(
                SluiceProcess.run("sysv", "create", "--key", key.toString(), "--exclusive"),
                ExitStatus.FAILED,
                "EEXIST");
        assertDone(SluiceProcess.run("sysv", "send", "--key", key.toString(), "--type", "3", "one", "two\t"), "");
        assertDone(SluiceProcess.run("sysv", "browse", "--key", key.toString()), "3\tone\n3\ttwo\\t\n");
        String list = SluiceProcess.run("sysv", "list").output();
        assertThat(list).startsWith("ID\tKEY\tMODE\tUID\tGID\tMESSAGES\tBYTES\tMAX-BYTES\n");
        assertThat(list.lines().filter(line -> line.contains(key.toString())))
                .singleElement()
                .asString()
                .endsWith("\t2\t7\t100");
        assertThat(SluiceProcess.run("sysv", "info", "--key", key.toString()).output())
                .contains(
                        "key: " + key + "\n", "mode: 0640\n", "messages: 2\n", "bytes: 7\n", "last-receive-time: -\n");
        assertDone(
                SluiceProcess.run("sysv", "receive", "--key", key.toString(), "--until-empty", "--format", "json"),
                "{\"type\":3,\"size\":3,\"text\":\"one\"}\n{\"type\":3,\"size\":4,\"text\":\"two\\t\"}\n");
        assertDone(SluiceProcess.run("sysv", "remove", "--key", key.toString()), "");
        assertFailed(SluiceProcess.run("sysv", "remove", "--key", key.toString()), ExitStatus.FAILED, "ENOENT");
    }

    @Test
    void aPathNamesAQueueAsFtokDoes(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("lock"));
        String path = file.toString();
        IpcKey key = IpcKey.ofPath(file, 'A');
        try {
            assertThat(SluiceProcess.run("sysv", "create", "--path", path, "--project", "A")
                            .output())
                    .contains(" of key " + key);
        } finally {
            assertDone(SluiceProcess.run("sysv", "remove", "--path", path, "--project", "A"), "");
        }
        assertFailed(
                SluiceProcess.run("sysv", "info", "--path", path + "x", "--project", "A"),
                ExitStatus.FAILED,
                "ftok(" + path + "x): ENOENT");
    }

    @Test
    void eachSelectionTakesWhatItMeans() {
        SysvMessageQueue queue = queues.create();
        for (int type : new int[] {3, 1, 2, 3}) {
            queue.trySend(SysvMessage.ofText(type, "m"));
        }
        assertDone(
                SluiceProcess.run("sysv", "receive", "--id", id(queue), "--up-to", "2", "--until-empty"),
                "1\tm\n2\tm\n");
        assertDone(SluiceProcess.run("sysv", "receive", "--id", id(queue), "--except", "2", "--count", "1"), "3\tm\n");
        assertDone(SluiceProcess.run("sysv", "receive", "--id", id(queue), "--type", "3", "--count", "1"), "3\tm\n");
    }

    @Test
    void linesOfStandardInputAreMessagesAndATimeoutIsAStatusOfItsOwn() {
        SysvMessageQueue queue = queues.create(4);
        Exit exit = SluiceProcess.runWithInput(
                "ab\ncd\nef\n".getBytes(StandardCharsets.UTF_8),
                "sysv",
                "send",
                "--id",
                id(queue),
                "--timeout",
                "100ms");
        assertFailed(exit, ExitStatus.TIMED_OUT, "line 3: msgsnd(queue " + queue.id());
        assertThat(exit.error()).endsWith("Sent before it: 2.\n");
        assertThat(queue.browse()).containsExactly(SysvMessage.ofText(1, "ab"), SysvMessage.ofText(1, "cd"));
    }

    @Test
    void aRemovedQueueEndsAReceiveAsAFailure() {
        SysvMessageQueue queue = queues.create();
        try (SluiceProcess receive = SluiceProcess.start("sysv", "receive", "--id", id(queue))) {
            queue.trySend(SysvMessage.ofText(1, "first"));
            receive.awaitLines(1);
            queue.remove();
            assertFailed(receive.awaitExit(), ExitStatus.FAILED, "The queue was removed");
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
                    all.add(MessageFormat.TEXT.line(left));
                }
                // Behind the end of the receiver the sender skipped what there was no room for.
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
}
