package io.sluice.trial.exhaustion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.PosixMqNotificationSlot;
import io.sluice.mqueue.WhenUnlinked;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMessageQueueBuilder;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import io.sluice.testing.OpenResources;
import io.sluice.timerfd.TimerClock;
import io.sluice.timerfd.TimerFd;
import java.nio.ByteBuffer;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Uses the direct memory up, asks the library for everything that needs some, and does the same when there is some. */
final class DirectMemoryShortage {
    private static final String NAME =
            "/sluice-test-direct-" + ProcessHandle.current().pid();
    private static final String NEW_NAME = NAME + "-new";

    private DirectMemoryShortage() {}

    public static void main(String[] arguments) {
        OpenResources before = OpenResources.now();
        useEverything(); // classes are loaded while there is memory
        SysvMessageQueueBuilder sysv = SysvMessageQueue.builder(IpcKey.PRIVATE);
        int sysvQueues = SysvMessageQueue.list().size() + 1;
        try (PosixMessageQueue queue = createPosix(NAME);
                PosixMessageQueue feeder = PosixMessageQueue.open(NAME, PosixAccess.WRITE);
                SysvMessageQueue sysvQueue = sysv.create()) {
            PosixMessageQueue.unlink(NAME);
            assertThat(feeder.trySend(PosixMessage.ofText("kept"))).isTrue();
            PosixMqSender sender = PosixMqSender.create(queue);
            PosixMqReceiver receiver = PosixMqReceiver.create(queue);
            OpenResources open = OpenResources.now();

            List<ByteBuffer> hog = Shortage.fillDirectMemory();
            assertRefused(() -> createPosix(NEW_NAME));
            assertRefused(sysv::create);
            assertRefused(EventLoop::create);
            assertRefused(() -> TimerFd.create(TimerClock.MONOTONIC));
            assertRefused(() -> PosixMqNotificationSlot.open(queue));
            assertRefused(() -> sender.send(PosixMessage.ofText("refused")).block(Bounds.SOON));
            assertRefused(() -> receiver.receive().blockFirst(Bounds.SOON));
            assertRefused(() -> sysvQueue.trySend(SysvMessage.ofText(1, "refused")));
            hog.clear();

            open.awaitNothingMore();
            assertThat(SysvMessageQueue.list()).hasSize(sysvQueues);
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> PosixMessageQueue.open(NEW_NAME, PosixAccess.READ))
                    .returns(Errno.ENOENT, ErrnoException::errno);
            useEverything();
            sender.send(PosixMessage.ofText("sent")).block(Bounds.SOON);
            assertThat(receiver.receive()
                            .take(2)
                            .map(PosixMessage::text)
                            .collectList()
                            .block(Bounds.SOON))
                    .containsExactly("kept", "sent");
            assertThat(sysvQueue.trySend(SysvMessage.ofText(1, "sent"))).isTrue();
            assertThat(sysvQueue.tryReceive(TypeSelector.any()).text()).isEqualTo("sent");
            sysvQueue.remove();
        }
        Shortage.done(before);
    }

    private static PosixMessageQueue createPosix(String name) {
        return PosixMessageQueue.builder(name)
                .maxMessages(2)
                .maxMessageSize(64)
                .whenUnlinked(WhenUnlinked.GO_ON)
                .create();
    }

    private static void useEverything() {
        try (PosixMessageQueue queue = createPosix(NAME + "-used");
                SysvMessageQueue sysvQueue =
                        SysvMessageQueue.builder(IpcKey.PRIVATE).create();
                EventLoop loop = EventLoop.create();
                TimerFd timer = TimerFd.create(TimerClock.MONOTONIC);
                PosixMqNotificationSlot slot = PosixMqNotificationSlot.open(queue)) {
            PosixMessageQueue.unlink(queue.name());
            PosixMqSender.create(queue).send(PosixMessage.ofText("used")).block(Bounds.SOON);
            PosixMqReceiver.create(queue).receive().blockFirst(Bounds.SOON);
            sysvQueue.trySend(SysvMessage.ofText(1, "used"));
            assertThat(loop.inEventLoop()).isFalse();
            assertThat(timer.isOpen()).isEqualTo(slot.isOpen());
            sysvQueue.remove();
        }
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(OutOfMemoryError.class).hasMessageContaining("irect buffer memory");
    }
}
