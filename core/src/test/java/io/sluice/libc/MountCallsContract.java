package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.errno.Errno;
import io.sluice.mqueue.PosixMessageQueue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the calls that mount must do in every binding. One subclass for each binding. */
public abstract class MountCallsContract extends CallsContract {
    private final MountCalls mounts = libc.mounts();

    /**
     * Makes a test of a binding.
     *
     * @param provider the binding's provider
     */
    protected MountCallsContract(LibcProvider provider) {
        super(provider);
    }

    private int configurationOf(long kind) {
        int opened = mounts.fsopen(kind, MountConstants.FSOPEN_CLOEXEC);
        assumeTrue(opened != -Errno.EPERM.number(), "mounting needs CAP_SYS_ADMIN");
        return opened;
    }

    @Test
    void aFailureIsTheNegatedErrorNumber() {
        assertThat(configurationOf(8)).isEqualTo(-Errno.EFAULT.number());
        assertThat(mounts.fsconfig(-1, MountConstants.FSCONFIG_CMD_CREATE, 0, 0, 0))
                .isEqualTo(-Errno.EINVAL.number());
        assertThat(mounts.fsmount(-1, MountConstants.FSMOUNT_CLOEXEC, 0)).isEqualTo(-Errno.EBADF.number());
    }

    @Test
    void aMountAtNoPlaceShowsTheQueues() {
        memory.bytes().put(0, "mqueue\0".getBytes(StandardCharsets.US_ASCII));
        int configuration = configurationOf(at(0));
        memory.keepAlive();
        assertThat(configuration).isNotNegative();
        int mount = -1;
        try (PosixMessageQueue queue = PosixMessageQueue.builder(queues.name())
                .maxMessages(1)
                .maxMessageSize(8)
                .create()) {
            assertThat(mounts.fsconfig(configuration, MountConstants.FSCONFIG_CMD_CREATE, 0, 0, 0))
                    .isZero();
            mount = mounts.fsmount(configuration, MountConstants.FSMOUNT_CLOEXEC, MountConstants.MOUNT_ATTR_RDONLY);
            assertThat(mount).isNotNegative();
            Path folder = Path.of("/proc/self/fd/" + mount);
            assertThat(Files.exists(Path.of(folder + queue.name()))).isTrue();
            assertThat(Files.isWritable(folder)).isFalse();
        } finally {
            libc.files().close(configuration);
            if (mount >= 0) {
                libc.files().close(mount);
            }
        }
    }
}
