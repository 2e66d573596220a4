package io.sluice.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.cli.command.ExitStatus;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.LongTest;
import io.sluice.testing.Programs;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice doctor} and {@code sluice limits} on this machine, whatever its limits are. */
class DoctorIT {
    private static final String[] NAMES = {
        "JDK",
        "native binding",
        "fs.mqueue.msg_max",
        "fs.mqueue.msgsize_max",
        "fs.mqueue.queues_max",
        "RLIMIT_MSGQUEUE",
        "kernel.msgmax",
        "kernel.msgmnb",
        "kernel.msgmni",
        "kernel.sem SEMMSL",
        "kernel.sem SEMMNS",
        "kernel.sem SEMOPM",
        "kernel.sem SEMMNI",
        "kernel.shmmax",
        "kernel.shmall",
        "kernel.shmmni",
        "/dev/shm",
        "fs.pipe-max-size",
        "fs.pipe-user-pages-soft",
        "fs.pipe-user-pages-hard",
        "RLIMIT_NOFILE",
        "fs.file-max",
        "fs.epoll.max_user_watches",
        "fs.inotify.max_user_instances",
        "fs.inotify.max_user_watches",
        "RLIMIT_SIGPENDING",
        "vm.max_map_count",
        "mqueue file system",
        "IPC namespace",
        "seccomp",
        "mq_open",
        "msgget",
        "semget",
        "shmget",
        "epoll_create1 and eventfd",
        "timerfd_create",
        "pidfd_open",
        "inotify_init1",
        "memfd_create",
        "pipe2",
        "clock source",
        "wall clock"
    };

    private static void assertIsAReport(Exit exit) {
        assertThat(exit.error()).isEmpty();
        assertThat(exit.output().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .matches("ok\t[^\t]+\t[^\t]+|(warn|fail|unknown)\t[^\t]+\t[^\t]+\t[^\t]+(\t[^\t]+)?"));
        boolean fails = exit.output().lines().anyMatch(line -> line.startsWith("fail\t"));
        assertThat(exit.status()).isEqualTo(fails ? ExitStatus.FAILED : ExitStatus.DONE);
    }

    private static Stream<String> names(Exit exit) {
        return exit.output().lines().map(line -> line.split("\t", -1)[1]);
    }

    @Test
    void eachCheckHasALine() {
        Exit exit = SluiceProcess.run("doctor");
        assertIsAReport(exit);
        assertThat(names(exit)).containsExactly(NAMES);
    }

    @Test
    @LongTest
    void jsonHasTheSame() throws Exception {
        Exit exit = SluiceProcess.run("doctor", "--format", "json");
        JsonNode report = new ObjectMapper().readTree(exit.output());
        boolean fails = report.get("verdict").asText().equals("fail");
        assertThat(exit.status()).isEqualTo(fails ? ExitStatus.FAILED : ExitStatus.DONE);
        assertThat(report.get("findings").findValuesAsText("name")).containsExactly(NAMES);
    }

    @Test
    @LongTest
    void limitsAreATableOfTheSame() throws Exception {
        Exit exit = SluiceProcess.run("limits");
        assertThat(exit.status()).isEqualTo(ExitStatus.DONE);
        assertThat(exit.output()).startsWith("NAME\tVALUE\tEFFECT\tREMEDY\n").contains("\nRLIMIT_MSGQUEUE\t");
        assertThat(exit.output().lines())
                .allSatisfy(line -> assertThat(line.split("\t", -1)).hasSize(4));

        JsonNode json = new ObjectMapper()
                .readTree(SluiceProcess.run("limits", "--format", "json").output());
        assertThat(json.get("findings").findValuesAsText("name"))
                .containsExactlyElementsOf(exit.output()
                        .lines()
                        .skip(1)
                        .map(line -> line.split("\t", -1)[0])
                        .toList());
    }

    @Test
    @LongTest
    void anOrdinaryUserIsToldTheSame(@TempDir Path folder) throws Exception {
        String[] nobody = Programs.nobody();
        Path copy = ForkedJvm.copyForEverybody(SluiceProcess.JAR, folder, "sluice.jar");
        try (SluiceProcess process =
                SluiceProcess.startUnder(nobody, copy, "doctor").read()) {
            Exit exit = process.awaitExit();
            assertIsAReport(exit);
            assertThat(names(exit))
                    .containsExactlyElementsOf(
                            names(SluiceProcess.run("doctor")).toList());
        }
    }

    @Test
    @LongTest
    void aLoweredLimitOfQueueBytesIsAFailure() {
        String[] prefix = Stream.of(Programs.unshare("--ipc"), Programs.limit("--msgqueue=1000"))
                .flatMap(Arrays::stream)
                .toArray(String[]::new);
        try (SluiceProcess process = SluiceProcess.startUnder(prefix, "doctor").read()) {
            Exit exit = process.awaitExit();
            assertIsAReport(exit);
            assertThat(exit.status()).isEqualTo(ExitStatus.FAILED);
            assertThat(exit.output()).contains("fail\tRLIMIT_MSGQUEUE\t1000, ").contains("EMFILE");
        }
    }

    @Test
    @LongTest
    void queuesThatTakeAllBytesAreSeenInTheMountedFileSystem() {
        String[] namespaces = Programs.prepared(Programs.unshare("--ipc", "--mount"), "mount -t mqueue none /mnt");
        Exit exit = SluiceProcess.shellUnder(namespaces, """
                sluice limits | grep ^RLIMIT_MSGQUEUE
                sluice mq create /a --max-messages 5 --max-message-size 100 >&2
                sluice limits | grep ^RLIMIT_MSGQUEUE
                """);
        assertThat(exit.output().lines().map(line -> line.split("\t", -1)[1]))
                .as(exit.error())
                .hasSize(2)
                .satisfiesExactly(
                        before -> assertThat(before).contains(", 0 in use"),
                        after -> assertThat(after).contains(", " + 5 * (100 + 96) + " in use"));
    }

    @Test
    @LongTest
    void withoutTheFileSystemOfQueuesItWarns() {
        String[] namespaces = Programs.prepared(Programs.unshare("--mount"), "umount -a -t mqueue");
        Exit exit = SluiceProcess.shellUnder(namespaces, "sluice doctor");
        assertThat(exit.output())
                .contains("\nwarn\tmqueue file system\tnot mounted\t")
                .contains("\tmkdir -p /dev/mqueue");
    }

    @Test
    @LongTest
    void withoutProcItSaysWhatIsUnknown() {
        String[] namespaces = Programs.prepared(Programs.unshare("--mount"), "mount -t tmpfs none /proc/sys");
        Exit exit = SluiceProcess.shellUnder(namespaces, "sluice doctor");
        assertThat(exit.output())
                .contains("unknown\tfs.mqueue.msg_max\t/proc/sys/fs/mqueue/msg_max cannot be read\t")
                .contains("unknown\tfs.pipe-max-size\t/proc/sys/fs/pipe-max-size is not there\t");
        assertIsAReport(exit);
    }

    @Test
    void anUnknownFormatIsAMisuse() {
        for (String command : new String[] {"doctor", "limits"}) {
            SluiceProcess.run(command, "--format", "xml")
                    .assertFailed(ExitStatus.MISUSED, "'xml' is not text or json", "sluice " + command + " --help");
        }
    }
}
