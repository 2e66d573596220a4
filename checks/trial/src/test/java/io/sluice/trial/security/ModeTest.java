package io.sluice.trial.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestQueues;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A new queue has mode 0600, or the one that was asked for, and the umask changes neither. */
class ModeTest {
    private static final int DEFAULT = 0600;
    private static final int OCTAL = 8;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @RegisterExtension
    final SysvTestQueues sysvQueues = new SysvTestQueues();

    @ParameterizedTest
    @CsvSource({"000,default", "777,default", "000,0664", "077,0664"})
    void isThatAskedForWhateverTheUmask(String umask, String mode) {
        assumeTrue(
                !umask.equals("777") || !"jna".equals(System.getProperty("io.sluice.libc")) || isRoot(),
                "under this umask only root can read the library that JNA unpacks");
        String name = queues.name();
        IpcKey key = sysvQueues.key();
        ForkedJvm jvm = new ForkedJvm().under("/bin/sh", "-c", "umask " + umask + " && exec \"$0\" \"$@\"");
        try (RunningProgram process = jvm.start(Create.class, name, key.value(), mode)) {
            RunningProgram.Exit exit = process.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
        }
        int expected = mode.equals("default") ? DEFAULT : Integer.parseInt(mode, OCTAL);
        assertThat(queues.open(name, PosixAccess.READ).permissions().mode()).isEqualTo(expected);
        SysvMessageQueue sysv = sysvQueues.closing(SysvMessageQueue.open(key, SysvAccess.READ));
        assertThat(sysv.status().permissions().mode()).isEqualTo(expected);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Creates a queue of each kind, and leaves them. */
    static final class Create {
        private Create() {}

        public static void main(String[] arguments) {
            var posix = PosixMessageQueue.builder(arguments[0]).maxMessages(1).maxMessageSize(1);
            var sysv = SysvMessageQueue.builder(IpcKey.of(Integer.parseInt(arguments[1])));
            if (!arguments[2].equals("default")) {
                posix.mode(Integer.parseInt(arguments[2], OCTAL));
                sysv.mode(Integer.parseInt(arguments[2], OCTAL));
            }
            posix.create().close();
            sysv.create().close();
        }
    }
}
