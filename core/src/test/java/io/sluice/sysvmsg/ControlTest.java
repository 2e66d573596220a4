package io.sluice.sysvmsg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.QueueRemovedException;
import io.sluice.testing.Conforms;
import io.sluice.testing.SysvTestQueues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ControlTest {
    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    @Test
    @Conforms("msgctl 01")
    void theStatusOfANewQueue() throws Exception {
        SysvMessageQueue queue = queues.create();
        SysvMqStatus status = queue.status();
        Path self = Path.of("/proc/self");
        assertThat(status.id()).isEqualTo(queue.id());
        assertThat(status.key()).isEqualTo(queue.key());
        assertThat(status.permissions().userId())
                .isEqualTo(status.permissions().creatorUserId())
                .isEqualTo(Files.getAttribute(self, "unix:uid"));
        assertThat(status.permissions().groupId())
                .isEqualTo(status.permissions().creatorGroupId())
                .isEqualTo(Files.getAttribute(self, "unix:gid"));
        assertThat(status.permissions().mode()).isEqualTo(0600);
        assertThat(status.messages()).isZero();
        assertThat(status.bytes()).isZero();
        assertThat(status.maxBytes()).isEqualTo(SysvMqLimits.read().maxBytes());
        assertThat(status.lastSender()).isZero();
        assertThat(status.lastReceiver()).isZero();
        assertThat(status.lastSendTime()).isNull();
        assertThat(status.lastReceiveTime()).isNull();
        assertThat(status.changeTime()).isCloseTo(Instant.now(), within(30, ChronoUnit.SECONDS));
    }

    @Test
    @Conforms("msgctl 02")
    void whatIsSetIsInForce() {
        SysvMessageQueue queue = queues.create();
        SysvMqStatus before = queue.status();
        queue.set(before.settings().withMode(0640).withMaxBytes(100));
        SysvMqStatus after = queue.status();
        assertThat(after.permissions().mode()).isEqualTo(0640);
        assertThat(after.maxBytes()).isEqualTo(100);
        assertThat(after.permissions().userId()).isEqualTo(before.permissions().userId());
        assertThat(after.settings()).isEqualTo(before.settings().withMode(0640).withMaxBytes(100));
    }

    @Test
    void aSizeThatWouldSilentlyBecomeAnotherIsRefused() {
        SysvMqSettings settings = queues.create().status().settings();
        assertThatIllegalArgumentException().isThrownBy(() -> settings.withMaxBytes(1L << 32));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.withMaxBytes(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.withMode(01777));
        assertThat(settings.withMaxBytes((1L << 32) - 1).maxBytes()).isEqualTo((1L << 32) - 1);
        assertThat(settings.withOwner(7, 8)).isEqualTo(new SysvMqSettings(7, 8, 0600, settings.maxBytes()));
    }

    @Test
    @Conforms({"msgctl 03", "msgctl 04"})
    void aRemovedQueueIsGoneForEverybody() {
        SysvMessageQueue queue = queues.create();
        assertThat(queue.trySend(SysvMessage.ofText(1, "x"))).isTrue();
        queue.remove();
        assertThatExceptionOfType(QueueRemovedException.class)
                .isThrownBy(queue::status)
                .returns(Errno.EINVAL, ErrnoException::errno)
                .returns("msgctl IPC_STAT", ErrnoException::call);
        assertThatExceptionOfType(QueueRemovedException.class)
                .isThrownBy(() -> queue.set(new SysvMqSettings(0, 0, 0600, 1)));
        assertThatExceptionOfType(QueueRemovedException.class).isThrownBy(queue::remove);
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> SysvMessageQueue.open(queue.key(), SysvAccess.READ))
                .returns(Errno.ENOENT, ErrnoException::errno);
    }

    @Test
    @Conforms("msgctl 06")
    void theListIsThatOfTheKernel() throws Exception {
        SysvMessageQueue queue = queues.create();
        SysvMessageQueue unreadable =
                queues.closing(SysvMessageQueue.builder(queues.key()).mode(0200).create());
        assertThat(queue.trySend(SysvMessage.ofText(1, "hello"))).isTrue();
        Map<Integer, SysvMqStatus> listed =
                SysvMessageQueue.list().stream().collect(Collectors.toMap(SysvMqStatus::id, status -> status));
        assertThat(listed.get(queue.id())).isEqualTo(queue.status());
        assertThat(listed.get(unreadable.id()).permissions().mode()).isEqualTo(0200);
        for (int id : List.of(queue.id(), unreadable.id())) {
            assertThat(line(listed.get(id))).isEqualTo(procLine(id));
        }
    }

    /** The columns of the kernel's own list: key msqid perms cbytes qnum lspid lrpid uid gid cuid cgid stime rtime ctime. */
    private static String procLine(int id) throws Exception {
        return Files.readAllLines(Path.of("/proc/sysvipc/msg")).stream()
                .map(line -> line.strip().replaceAll(" +", " "))
                .filter(line -> line.split(" ", -1)[1].equals(Integer.toString(id)))
                .findFirst()
                .orElseThrow();
    }

    private static String line(SysvMqStatus status) {
        return "%d %d %o %d %d %d %d %d %d %d %d %d %d %d"
                .formatted(
                        status.key().value(),
                        status.id(),
                        status.permissions().mode(),
                        status.bytes(),
                        status.messages(),
                        status.lastSender(),
                        status.lastReceiver(),
                        status.permissions().userId(),
                        status.permissions().groupId(),
                        status.permissions().creatorUserId(),
                        status.permissions().creatorGroupId(),
                        seconds(status.lastSendTime()),
                        seconds(status.lastReceiveTime()),
                        seconds(status.changeTime()));
    }

    private static long seconds(Instant time) {
        return time == null ? 0 : time.getEpochSecond();
    }

    @Test
    @Conforms("msgctl 12")
    void theLimitsAreThoseOfTheKernel() throws Exception {
        SysvMqLimits limits = SysvMqLimits.read();
        assertThat(limits.maxMessageSize()).isEqualTo(sysctl("msgmax"));
        assertThat(limits.maxBytes()).isEqualTo(sysctl("msgmnb"));
        assertThat(limits.maxQueues()).isEqualTo(sysctl("msgmni"));
    }

    private static int sysctl(String name) throws Exception {
        return Integer.parseInt(
                Files.readAllLines(Path.of("/proc/sys/kernel", name)).get(0).strip());
    }
}
