package io.sluice.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessageQueue;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@LinuxIpc
class LeftoversTest {
    /** Has objects of its own until it is killed. */
    static final class Killed {
        public static void main(String[] arguments) throws Exception {
            IpcScope scope = new IpcScope();
            String name = scope.name();
            PosixMessageQueue.builder(name).create();
            PosixSemaphore.builder(name).create();
            SharedMemory.builder(name).size(4096).create();
            IpcKey key = scope.key();
            SysvMessageQueue.builder(key).create();
            System.out.println(name);
            System.out.println(key.value());
            System.out.println(scope.path());
            System.in.read();
        }
    }

    @Test
    void whatAKilledJvmHasLeftIsRemovedAndNothingOfARunningOne(
            @MainClass(Killed.class) JavaProgram program, IpcScope scope) {
        QueueFolder queues = scope.closing(QueueFolder.open());
        RunningProgram running = program.start();
        String name = running.line();
        IpcKey key = IpcKey.of(Integer.parseInt(running.line()));
        Path folder = Path.of(running.line()).getParent();

        Leftovers.remove(queues);
        assertThat(PosixSemaphore.list()).contains(name);
        assertThat(folder).exists();

        running.kill();
        Leftovers.remove(queues);
        assertThat(existing(name)).isFalse();
        assertThat(PosixSemaphore.list()).doesNotContain(name);
        assertThat(SharedMemory.list()).doesNotContain(name);
        assertThat(SysvMessageQueue.list()).noneMatch(queue -> queue.key().equals(key));
        assertThat(folder).doesNotExist();
    }

    /** Not all machines show the names of queues. */
    private static boolean existing(String name) {
        try (PosixMessageQueue queue = PosixMessageQueue.open(name, PosixAccess.READ)) {
            return queue.isOpen();
        } catch (ErrnoException e) {
            assertThat(e.errno()).isEqualTo(Errno.ENOENT);
            return false;
        }
    }

    @Test
    void namesOfOtherNamespacesAndOfThisProcessAreNotThoseOfADeadOne() {
        String own = OwnNames.next();
        assertThat(OwnNames.isOfDeadProcess(own)).isFalse();
        assertThat(OwnNames.isOfDeadProcess("sluice-junit-1-999999999-1-0000-1"))
                .isFalse();
        assertThat(OwnNames.isOfDeadProcess(own.replaceFirst("-\\d+-", "-1-"))).isFalse();
        assertThat(OwnNames.isOfDeadProcess("orders")).isFalse();
    }
}
