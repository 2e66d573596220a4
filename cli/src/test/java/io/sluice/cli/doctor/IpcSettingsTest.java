package io.sluice.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.MqueueFileSystem;
import io.sluice.mqueue.PosixMqLimits;
import io.sluice.mqueue.PosixMqPermissions;
import io.sluice.semaphore.SysvSemaphoreLimits;
import io.sluice.sharedmemory.SysvSharedMemoryLimits;
import io.sluice.sysvmsg.SysvMqLimits;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits of queues, semaphores and segments, made up, and what is used of them. */
class IpcSettingsTest {
    private static final MqueueFileSystem.Entry QUEUE =
            new MqueueFileSystem.Entry("/q", new PosixMqPermissions(0600, 0, 0), null);

    @TempDir
    private Path root = Path.of("");

    private MadeUpFiles files() {
        return new MadeUpFiles(root);
    }

    private static Findings posix(OptionalInt messages, OptionalInt size, OptionalInt most, int queues) {
        PosixMqLimits limits =
                new PosixMqLimits(messages, size, most, OptionalInt.empty(), OptionalInt.empty(), Long.MAX_VALUE);
        return Findings.of(
                new PosixQueueSettings(() -> limits, new VisibleQueues(() -> Collections.nCopies(queues, QUEUE))));
    }

    @Test
    void posixQueues() {
        Findings usual = posix(OptionalInt.of(10), OptionalInt.of(8192), OptionalInt.of(256), 3);
        usual.assertAll(Verdict.OK);
        usual.assertEachHasARemedy();
        assertThat(usual.named("fs.mqueue.msg_max").value()).isEqualTo("10");
        assertThat(usual.named("fs.mqueue.queues_max").value()).isEqualTo("256, 3 in use, 253 left");
        posix(OptionalInt.of(9), OptionalInt.of(8191), OptionalInt.of(10), 9).assertAll(Verdict.WARN);
        posix(OptionalInt.of(10), OptionalInt.of(8192), OptionalInt.of(3), 3)
                .assertVerdicts(Verdict.OK, Verdict.OK, Verdict.FAIL);
    }

    @Test
    void posixQueuesWithoutProcOrTheFileSystem() {
        Findings hidden = posix(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), 0);
        hidden.assertAll(Verdict.UNKNOWN);
        assertThat(hidden.named("fs.mqueue.msg_max").value()).isEqualTo("/proc/sys/fs/mqueue/msg_max cannot be read");
        PosixMqLimits limits = new PosixMqLimits(
                OptionalInt.of(10),
                OptionalInt.of(8192),
                OptionalInt.of(256),
                OptionalInt.empty(),
                OptionalInt.empty(),
                0);
        Findings unmounted = Findings.of(new PosixQueueSettings(() -> limits, new VisibleQueues(() -> {
            throw new ErrnoException("open", "the mqueue file system", Errno.ENOENT, "");
        })));
        unmounted.assertAll(Verdict.OK);
        assertThat(unmounted.named("fs.mqueue.queues_max").value()).isEqualTo("256, in use unknown");
    }

    private Findings queues(int size, int bytes, int most) {
        return Findings.of(new SysvQueues(files().files(), () -> new SysvMqLimits(size, bytes, most)));
    }

    @Test
    void sysvQueues() {
        files().with("/proc/sysvipc/msg", "key msqid perms\n 1 0 600\n 2 1 600\n 3 2 600\n 4 3 600\n 5 4 600\n");
        Findings usual = queues(8192, 16384, 32000);
        usual.assertAll(Verdict.OK);
        usual.assertEachHasARemedy();
        assertThat(usual.named("kernel.msgmni").value()).isEqualTo("32000, 5 in use, 31995 left");
        queues(8191, 8190, 6).assertAll(Verdict.WARN);
        queues(8192, 16384, 5).assertVerdicts(Verdict.OK, Verdict.OK, Verdict.FAIL);
    }

    @Test
    void whatIsInUseIsUnknownWithoutTheTable() {
        queues(8192, 16384, 32000).assertAll(Verdict.OK);
        assertThat(queues(8192, 16384, 32000).named("kernel.msgmni").value()).isEqualTo("32000, in use unknown");
    }

    private Findings semaphores(int setSize, int semaphores, int operations, int sets) {
        return Findings.of(new SysvSemaphores(
                files().files(), () -> new SysvSemaphoreLimits(setSize, semaphores, operations, sets, 32767)));
    }

    @Test
    void sysvSemaphores() {
        files().with("/proc/sysvipc/sem", "key semid perms nsems uid\n 1 0 600 7 0\n 2 1 600 2 0\n");
        Findings usual = semaphores(32000, 1_024_000_000, 500, 32000);
        usual.assertAll(Verdict.OK);
        usual.assertEachHasARemedy();
        assertThat(usual.named("kernel.sem SEMMNS").value()).isEqualTo("1024000000, 9 in use, 1023999991 left");
        assertThat(usual.named("kernel.sem SEMMNI").value()).isEqualTo("32000, 2 in use, 31998 left");
        semaphores(10, 10, 3, 2).assertVerdicts(Verdict.WARN, Verdict.WARN, Verdict.WARN, Verdict.FAIL);
        semaphores(250, 9, 32, 3).assertVerdicts(Verdict.OK, Verdict.FAIL, Verdict.OK, Verdict.OK);
    }

    private Findings segments(long size, long pages, int most) {
        return Findings.of(new SysvSegments(files().files(), () -> new SysvSharedMemoryLimits(size, pages, most)));
    }

    @Test
    void sysvSegments() {
        files().with("/proc/sysvipc/shm", "key shmid perms size cpid\n 1 0 600 4096 9\n 2 1 600 8193 9\n");
        Findings usual = segments(Long.MAX_VALUE, Long.MAX_VALUE, 4096);
        usual.assertAll(Verdict.OK);
        usual.assertEachHasARemedy();
        assertThat(usual.named("kernel.shmmax").value()).isEqualTo("no limit");
        assertThat(usual.named("kernel.shmall").value()).isEqualTo("no limit, 4 in use");
        assertThat(usual.named("kernel.shmmni").value()).isEqualTo("4096, 2 in use, 4094 left");
        segments(4096, 4, 2).assertVerdicts(Verdict.WARN, Verdict.FAIL, Verdict.FAIL);
        segments(Long.MAX_VALUE, 5, 3).assertVerdicts(Verdict.OK, Verdict.OK, Verdict.OK);
    }

    @Test
    void aKernelWithoutSystemVFails() {
        Report report = Report.of(List.of(new SysvQueues(files().files(), () -> {
            throw new ErrnoException("msgctl", "IPC_INFO", Errno.ENOSYS, "");
        })));
        assertThat(report.worst()).isEqualTo(Verdict.FAIL);
        assertThat(report.findings().get(0).name()).isEqualTo("System V message queues");
    }
}
