package io.sluice.cli.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.cli.command.ExitStatus;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.LongTest;
import io.sluice.testing.Programs;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice mq} from the creation of a queue to its end. */
@LongTest
class MqQueueIT {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final String name = queues.name();

    @Test
    void createsAQueueAsAskedAndLeavesItAsItIs() {
        SluiceProcess.shell(
                        "umask 077; sluice mq create \"$1\" --max-messages 3 --max-message-size 17 --mode 0664", name)
                .assertPrinted("created " + name + ": 3 messages of 17 bytes, mode 0664");
        SluiceProcess.run("mq", "create", name, "--max-messages", "5")
                .assertFailed(ExitStatus.FAILED, "EEXIST", "Found: max messages 3");
        SluiceProcess.run("mq", "create", name, "--max-messages", "5", "--accept-shape")
                .assertPrinted("exists " + name + ": 3 messages of 17 bytes, mode 0664");
        SluiceProcess.run("mq", "create", name, "--exclusive").assertFailed(ExitStatus.FAILED, "EEXIST", name);
        SluiceProcess.run("mq", "info", name)
                .assertPrinted(
                        "name: " + name,
                        "mode: 0664",
                        "uid: " + userId("-u"),
                        "gid: " + userId("-g"),
                        "messages: 0",
                        "max-messages: 3",
                        "max-message-size: 17",
                        "rlimit-bytes: " + (3 * 48 + 3 * 48 + 3 * 17));
    }

    private static String userId(String option) {
        return SluiceProcess.shell("id " + option).output().strip();
    }

    @Test
    void aQueueOverTheLimitsNamesTheLimit() {
        SluiceProcess.run("mq", "create", name, "--max-message-size", "2000000000")
                .assertFailed(ExitStatus.FAILED, "EINVAL", "msgsize_max");
    }

    @Test
    void aMissingQueueIsOneClearLine() {
        for (String command : List.of("info", "receive", "unlink")) {
            SluiceProcess.run("mq", command, name)
                    .assertFailed(ExitStatus.FAILED, "(" + name + "): ENOENT", "There is no queue");
        }
        SluiceProcess.run("mq", "send", name, "x").assertFailed(ExitStatus.FAILED, "mq_open(" + name + "): ENOENT");
    }

    @Test
    void aQueueOfSomebodyElseIsOneClearLine(@TempDir Path folder) throws IOException {
        String[] nobody = Programs.nobody();
        Path copy = ForkedJvm.copyForEverybody(SluiceProcess.JAR, folder, "sluice.jar");
        queues.closing(PosixMessageQueue.builder(name).create());
        for (String command : List.of("info", "receive", "send", "unlink")) {
            try (SluiceProcess process =
                    SluiceProcess.startUnder(nobody, copy, "mq", command, name).read()) {
                process.awaitExit().assertFailed(ExitStatus.FAILED, "EACCES");
            }
        }
    }

    @Test
    void unlinkRemovesTheName() {
        queues.closing(PosixMessageQueue.builder(name).create());
        SluiceProcess.run("mq", "unlink", name).assertPrinted();
        SluiceProcess.run("mq", "unlink", name).assertFailed(ExitStatus.FAILED, "mq_unlink(" + name + "): ENOENT");
    }

    @Test
    void listsQueuesInColumns() {
        String[] namespaces = Programs.prepared(Programs.unshare("--ipc", "--mount"), "mount -t mqueue none /mnt");
        String list = """
                sluice mq list
                sluice mq create /b --max-messages 2 --max-message-size 8 --mode 0640 >&2
                sluice mq create /a --max-messages 3 --max-message-size 9 >&2
                sluice mq send /a x
                sluice mq list
                """;
        Exit exit = SluiceProcess.shellUnder(namespaces, list);
        String header = "NAME\tMODE\tUID\tGID\tMESSAGES\tMAX-MESSAGES\tMAX-MESSAGE-SIZE";
        assertThat(exit.output().lines())
                .as(exit.error())
                .containsExactly(header, header, "/a\t0600\t0\t0\t1\t3\t9", "/b\t0640\t0\t0\t0\t2\t8");
        assertThat(exit.status()).isZero();
    }

    @Test
    void withoutTheFileSystemRootListsQueuesAllTheSame() {
        // A user namespace has what is mounted outside of it, and may not take it away.
        String[] namespaces = Programs.prepared(Programs.unshare("--ipc", "--mount"), "umount -a -t mqueue");
        Exit exit = SluiceProcess.shellUnder(namespaces, """
                sluice mq create /a --max-messages 3 --max-message-size 9 >&2
                sluice mq list
                grep -c ' - mqueue ' /proc/self/mountinfo
                """);
        assertThat(exit.output().lines())
                .as(exit.error())
                .containsExactly(
                        "NAME\tMODE\tUID\tGID\tMESSAGES\tMAX-MESSAGES\tMAX-MESSAGE-SIZE",
                        "/a\t0600\t0\t0\t0\t3\t9",
                        "0");
    }

    @Test
    void withoutTheFileSystemTheErrorSaysWhoCouldListAndHow() {
        String[] namespaces = Programs.prepared(Programs.unshare("--mount"), "umount -a -t mqueue");
        SluiceProcess.shellUnder(
                        Stream.of(namespaces, Programs.without("sys_admin"))
                                .flatMap(Stream::of)
                                .toArray(String[]::new),
                        "sluice mq list")
                .assertFailed(
                        ExitStatus.FAILED,
                        "fsopen(the mqueue file system): EPERM",
                        "only root lists the queues, with CAP_SYS_ADMIN",
                        "mount -t mqueue");
    }
}
