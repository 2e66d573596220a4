package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sluice.errno.Errno;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the calls on processes must do in every binding. One subclass for each binding. */
public abstract class ProcessCallsContract extends CallsContract {
    private static final int SIGTERM = 15;

    private final ProcessCalls processes = libc.processes();
    private Process child;
    private int pidfd;

    /**
     * Makes a test of a binding.
     *
     * @param provider the binding's provider
     */
    protected ProcessCallsContract(LibcProvider provider) {
        super(provider);
    }

    @BeforeEach
    void startAChild() throws IOException {
        child = new ProcessBuilder("sleep", "60").start();
        pidfd = processes.pidfdOpen((int) child.pid(), 0);
        assertThat(pidfd).isNotNegative();
        assertThat(libc.files().fcntl(pidfd, FileConstants.F_GETFD, 0)).isEqualTo(FileConstants.FD_CLOEXEC);
    }

    @AfterEach
    void endTheChild() throws InterruptedException {
        child.destroyForcibly().waitFor();
        assertThat(libc.files().close(pidfd)).isZero();
    }

    @Test
    void aFailureIsTheNegatedErrorNumber() {
        assertThat(processes.pidfdOpen(0, 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(processes.pidfdOpen(Integer.MAX_VALUE, 0)).isEqualTo(-Errno.ESRCH.number());
        assertThat(processes.pidfdSendSignal(-1, 0, 0, 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(processes.pidfdGetInfo(-1, at(0))).isEqualTo(-Errno.EBADF.number());
    }

    @Test
    void aSignalReachesTheProcess() throws InterruptedException {
        assertThat(processes.pidfdSendSignal(pidfd, 0, 0, 0)).isZero();
        assertThat(child.isAlive()).isTrue();
        assertThat(processes.pidfdSendSignal(pidfd, SIGTERM, 0, 0)).isZero();
        assertThat(child.waitFor()).isEqualTo(128 + SIGTERM);
        assertThat(processes.pidfdSendSignal(pidfd, 0, 0, 0)).isEqualTo(-Errno.ESRCH.number());
    }

    @Test
    void theWaitStatusIsThereOnceTheProcessWasReaped() throws InterruptedException {
        assumeThat(getInfo()).as("PIDFD_GET_INFO is there, from Linux 6.13 on").isZero();
        assertThat(mask() & ProcessConstants.PIDFD_INFO_EXIT).isZero();
        child.destroy();
        child.waitFor();
        assumeThat(getInfo())
                .as("the kernel keeps the status, from Linux 6.15 on")
                .isZero();
        assertThat(mask() & ProcessConstants.PIDFD_INFO_EXIT).isNotZero();
        assertThat(memory.bytes().getInt(ProcessLayouts.PIDFD_INFO_EXIT_CODE)).isEqualTo(SIGTERM);
    }

    private int getInfo() {
        memory.bytes().putLong(ProcessLayouts.PIDFD_INFO_MASK, ProcessConstants.PIDFD_INFO_EXIT);
        return processes.pidfdGetInfo(pidfd, at(0));
    }

    private long mask() {
        return memory.bytes().getLong(ProcessLayouts.PIDFD_INFO_MASK);
    }
}
