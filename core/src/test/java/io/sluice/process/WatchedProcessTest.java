package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.NoSuchProcessException;
import io.sluice.libc.Libc;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.ReapingParent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchedProcessTest {
    private static final int SIGKILL = 9;

    private static ExitStatus await(WatchedProcess process) {
        Bounds.await("the status of " + process).until(() -> process.status().isPresent());
        return process.status().orElseThrow();
    }

    @Test
    void aProcessThatRunsHasNoStatus() {
        try (ReapingParent parent = new ReapingParent();
                WatchedProcess process = WatchedProcess.open(parent.childThatRuns())) {
            assertThat(process.hasExited()).isFalse();
            assertThat(process.status()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 255})
    @Conforms("pidfd_open03")
    void theExitCodeIsKnownOnceTheParentHasReaped(int code) {
        try (ReapingParent parent = new ReapingParent();
                WatchedProcess process = WatchedProcess.open(parent.childThatExits(code))) {
            Bounds.await("the exit").until(process::hasExited);
            assertThat(process.status()).as("before the reap").isEmpty();
            parent.reap(process.pid());
            assertThat(process.hasExited()).isTrue();
            assertThat(process.status()).contains(new ExitStatus.Exited(code));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 15, 34, 64})
    void theSignalThatEndedItIsKnown(int signal) {
        try (ReapingParent parent = new ReapingParent();
                WatchedProcess process = WatchedProcess.open(parent.childThatIsKilled(signal))) {
            parent.reap(process.pid());
            assertThat(process.status()).contains(new ExitStatus.Killed(signal, false));
        }
    }

    @Test
    void aProcessWhoseFirstThreadEndedHasNotExited() {
        try (ReapingParent parent = new ReapingParent();
                WatchedProcess process = WatchedProcess.open(parent.childWithoutItsFirstThread())) {
            ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
            Bounds.await("the end of the first thread")
                    .until(() -> handle.info().command().isEmpty());
            assertThat(process.hasExited()).isFalse();
            assertThat(process.status()).isEmpty();
            handle.destroyForcibly();
            parent.reap(process.pid());
            assertThat(process.status()).contains(new ExitStatus.Killed(SIGKILL, false));
        }
    }

    @Test
    void aProcessThatWaitsForItsParentIsOpenedAsWell() {
        try (ReapingParent parent = new ReapingParent()) {
            long child = parent.childThatExits(3);
            try (WatchedProcess first = WatchedProcess.open(child)) {
                Bounds.await("the exit").until(first::hasExited);
                try (WatchedProcess second = WatchedProcess.open(child)) {
                    assertThat(second.hasExited()).isTrue();
                    parent.reap(child);
                    assertThat(second.status()).contains(new ExitStatus.Exited(3));
                }
            }
        }
    }

    @Test
    void theStatusOfAChildOfTheJdkIsKnownAndNotTakenFromTheJdk() throws IOException, InterruptedException {
        List<Process> children = new ArrayList<>();
        List<WatchedProcess> watched = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Process child = new ProcessBuilder("sh", "-c", "read line; exit " + i).start();
                children.add(child);
                watched.add(WatchedProcess.open(child.toHandle()));
            }
            for (int i = 0; i < 20; i++) {
                children.get(i).getOutputStream().close();
                assertThat(await(watched.get(i))).isEqualTo(new ExitStatus.Exited(i));
                assertThat(children.get(i).waitFor()).isEqualTo(i);
            }
        } finally {
            watched.forEach(WatchedProcess::close);
            children.forEach(Process::destroyForcibly);
        }
    }

    @Test
    void theStatusOutlivesTheProcessAndItsIdDoesNot() {
        try (ReapingParent parent = new ReapingParent()) {
            long pid = parent.childThatExits(5);
            ProcessHandle handle = ProcessHandle.of(pid).orElseThrow();
            try (WatchedProcess process = WatchedProcess.open(handle)) {
                parent.reap(pid);
                assertThat(process.status()).contains(new ExitStatus.Exited(5));
                assertThatExceptionOfType(NoSuchProcessException.class)
                        .isThrownBy(() -> WatchedProcess.open(handle))
                        .withMessageStartingWith("pidfd_open(process " + pid + "): ESRCH, no such process.");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, 1L << 31, Long.MAX_VALUE})
    @Conforms("pidfd_open02")
    void whatCanBeNoIdIsRefusedBeforeTheKernelSeesIt(long pid) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WatchedProcess.open(pid))
                .withMessage("the id of a process is 1 to 2147483647, but was " + pid);
    }

    @Test
    @Conforms("pidfd_open02")
    void anIdThatNoProcessHasIsAnErrorOfItsOwn() {
        assertThatExceptionOfType(NoSuchProcessException.class)
                .isThrownBy(() -> WatchedProcess.open(Integer.MAX_VALUE))
                .withMessage("pidfd_open(process 2147483647): ESRCH, no such process. It has ended and its parent has"
                        + " waited for it, or there was no process with this id.");
    }

    @Test
    void theIdOfAThreadIsNoProcess() {
        Throwable refused = CompletableFuture.supplyAsync(() -> catchThrowable(
                        () -> WatchedProcess.open(Libc.get().signals().gettid())))
                .join();
        assertThat(refused).hasMessageContaining("give the id of the process");
        assertThat(((ErrnoException) refused).errno()).isIn(Errno.EINVAL, Errno.ENOENT);
    }

    @Test
    void aClosedOneSaysSo() {
        WatchedProcess process = WatchedProcess.open(ProcessHandle.current().pid());
        assertThat(process.isOpen()).isTrue();
        process.close();
        process.close();
        assertThat(process.isOpen()).isFalse();
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(process::hasExited);
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(process::status);
    }
}
