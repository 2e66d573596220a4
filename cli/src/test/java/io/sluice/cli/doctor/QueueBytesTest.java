package io.sluice.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.MqueueFileSystem;
import io.sluice.mqueue.PosixMqAttributes;
import io.sluice.mqueue.PosixMqLimits;
import io.sluice.mqueue.PosixMqPermissions;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code RLIMIT_MSGQUEUE}, and what the queues that can be seen take of it. */
class QueueBytesTest {
    private static final int USER = 1000;
    private static final long ONE = PosixMqLimits.cost(10, 8192);

    @TempDir
    private Path root = Path.of("");

    private MadeUpFiles files = new MadeUpFiles(root);

    @BeforeEach
    void thisProcessIsOfTheUser() {
        files = new MadeUpFiles(root).with("/proc/self/status", "Name:\tjava\nUid:\t1000\t0\t0\t0\nGid:\t5\t5\t5\t5\n");
    }

    private Finding finding(long maxBytes, Supplier<List<MqueueFileSystem.Entry>> queues) {
        PosixMqLimits limits = new PosixMqLimits(
                OptionalInt.of(10),
                OptionalInt.of(8192),
                OptionalInt.of(256),
                OptionalInt.of(10),
                OptionalInt.of(8192),
                maxBytes);
        List<Finding> findings = new QueueBytes(files.files(), () -> limits, new VisibleQueues(queues)).findings();
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private static MqueueFileSystem.Entry queue(int user, @Nullable PosixMqAttributes attributes) {
        return new MqueueFileSystem.Entry("/q", new PosixMqPermissions(0600, user, user), attributes);
    }

    private static MqueueFileSystem.Entry queue(int user) {
        return queue(user, new PosixMqAttributes(10, 8192, 0, false));
    }

    @Test
    void queuesOfTheUserAreInUse() {
        Finding finding = finding(10 * ONE, () -> List.of(queue(USER), queue(USER), queue(0), queue(USER, null)));
        assertThat(finding.verdict()).isEqualTo(Verdict.OK);
        assertThat(finding.value()).isEqualTo(10 * ONE + ", " + 2 * ONE + " in use, " + 8 * ONE + " left");
    }

    @Test
    void nearlyAllIsAWarning() {
        assertThat(finding(10 * ONE, () -> List.of(queue(USER, new PosixMqAttributes(90, 8192, 0, false))))
                        .verdict())
                .isEqualTo(Verdict.WARN);
    }

    @Test
    void noRoomForAQueueOfTheDefaultSizeIsAFailure() {
        Finding full = finding(ONE + 5, () -> List.of(queue(USER)));
        assertThat(full.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(full.value()).endsWith(" 5 left");
        assertThat(full.effect()).contains("EMFILE").contains(Long.toString(ONE));
        assertThat(full.remedy()).startsWith("prlimit ");
        assertThat(finding(0, List::of).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void withoutALimitNothingFails() {
        Finding finding = finding(Long.MAX_VALUE, () -> List.of(queue(USER)));
        assertThat(finding.verdict()).isEqualTo(Verdict.OK);
        assertThat(finding.value()).isEqualTo("no limit, " + ONE + " in use");
    }

    @Test
    void whatIsInUseIsUnknownWithoutTheFileSystemOrTheUser() {
        Finding unmounted = finding(10 * ONE, () -> {
            throw new ErrnoException("open", "the mqueue file system", Errno.ENOENT, "");
        });
        assertThat(unmounted.verdict()).isEqualTo(Verdict.OK);
        assertThat(unmounted.value()).isEqualTo(10 * ONE + ", in use unknown");

        files.with("/proc/self/status", "Name:\tjava\n");
        assertThat(finding(10 * ONE, () -> List.of(queue(USER))).value()).endsWith("in use unknown");
    }
}
