package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.Libc;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestQueues;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** An open POSIX queue stays open whatever its mode becomes; a System V queue's mode counts at each call. */
class ChangedPermissionsTest {
    private static final int FOR_ALL = 0666;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @RegisterExtension
    final SysvTestQueues sysvQueues = new SysvTestQueues();

    @Test
    void streamsGoOnOrSayWhyTheyCannot(@TempDir Path folder) {
        CProgram.requireCompiler();
        PosixMessageQueue posix = queues.closing(PosixMessageQueue.builder(queues.name())
                .maxMessages(4)
                .maxMessageSize(16)
                .mode(FOR_ALL)
                .create());
        SysvMessageQueue sysv = sysvQueues.createPrivate();
        setMode(sysv, FOR_ALL);
        ForkedJvm nobody = new ForkedJvm()
                .asNobody(
                        folder,
                        OtherUser.class,
                        Libc.class,
                        PosixMqReceiver.class,
                        Native.class,
                        Flux.class,
                        Publisher.class);
        try (RunningProgram user = nobody.start(OtherUser.class, posix.name(), sysv.id())) {
            user.awaitLine("opened");
            try (RunningProgram chmod = CProgram.of("mq_chmod").start(posix.name(), "0600")) {
                assertThat(chmod.awaitExit(Bounds.WITH_START).status()).isZero();
            }
            for (int i = 1; i <= 3; i++) {
                String text = "m" + i;
                assertThat(posix.trySend(PosixMessage.ofText(text))).isTrue();
                user.awaitLine("received " + text);
            }
            user.awaitLine("mq_open EACCES");
            user.awaitLine("waits");
            assertThat(sysv.trySend(SysvMessage.ofText(1, "allowed"))).isTrue();
            user.awaitLine("received allowed");
            setMode(sysv, 0600);
            user.awaitLine("msgrcv EACCES");
            setMode(sysv, FOR_ALL);
            assertThat(sysv.trySend(SysvMessage.ofText(1, "later"))).isTrue();
            user.awaitLine("again: later");
            assertThat(user.awaitExit(Bounds.WITH_START).status())
                    .as(user.output())
                    .isZero();
        }
    }

    private static void setMode(SysvMessageQueue queue, int mode) {
        queue.set(queue.status().settings().withMode(mode));
    }
}
