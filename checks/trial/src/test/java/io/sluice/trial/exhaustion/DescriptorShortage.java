package io.sluice.trial.exhaustion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.PosixMqNotification;
import io.sluice.reactor.mqueue.PosixMqNotifier;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.reactor.timerfd.TimerExpirations;
import io.sluice.reactor.timerfd.Timers;
import io.sluice.testing.Bounds;
import io.sluice.testing.OpenResources;
import io.sluice.testing.UsedUpDescriptors;
import java.io.IOException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * {@code DescriptorShortage ROUNDS}, under a small {@code RLIMIT_NOFILE}: uses the descriptors up while streams are at work.
 * What needs one fails with that cause, and what needs none goes on. A fair receiver was refused the second descriptor, for
 * a blocking receive: it gets one when the shortage is over, even if its queue is quiet.
 */
final class DescriptorShortage {
    private static final String NAME =
            "/sluice-test-fds-" + ProcessHandle.current().pid();

    private final PosixMessageQueue queue =
            PosixMessageQueue.builder(NAME).maxMessages(2).maxMessageSize(64).create();
    private final PosixMqSender sender = PosixMqSender.create(queue);
    private final PosixMqReceiver receiver =
            PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().fair(true));
    private final PosixMqNotifier notifier = PosixMqNotifier.create(queue);
    private final Timers timers = Timers.create();

    private DescriptorShortage() {}

    public static void main(String[] arguments) throws IOException {
        OpenResources before = OpenResources.now();
        new DescriptorShortage().useEverything(); // classes are loaded while they can be opened
        for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
            before.awaitNothingMore(); // a loop may still be closing what was cancelled, and so make room
            DescriptorShortage round = new DescriptorShortage();
            round.shortage();
            round.useEverything();
        }
        Shortage.done(before);
    }

    private void shortage() throws IOException {
        Collector<String> stream = Collector.of(receiver.receive().map(PosixMessage::text));
        try (UsedUpDescriptors usedUp = new UsedUpDescriptors()) {
            assertRefused(usedUp, "mq_open", () -> PosixMessageQueue.open(NAME, PosixAccess.READ));
            assertRefused(
                    usedUp,
                    "mq_open",
                    () -> PosixMessageQueue.builder(NAME + "-new").create());
            assertRefused(usedUp, "epoll_create1", EventLoop::create);
            assertRefused(
                    usedUp,
                    "timerfd_create",
                    () -> timers.every(Duration.ofMillis(1)).blockFirst(Bounds.SOON));
            assertRefused(usedUp, "socket", () -> notifier.notifications().blockFirst(Bounds.SOON));
            usedUp.useUp();
            stream.request(1); // no second descriptor for a blocking receive: by readiness then
            sender.send(PosixMessage.ofText("one")).block(Bounds.SOON);
            stream.awaitReceived(1);
            stream.request(Long.MAX_VALUE);
        }
        Bounds.await("a blocking receive in place of readiness").until(() -> openings() == 2);
        sender.send(PosixMessage.ofText("two")).block(Bounds.SOON);
        stream.awaitReceived(2);
        stream.cancel();
    }

    /** How many descriptors of the queue this process has. */
    private static long openings() {
        return OpenResources.now().descriptors().getOrDefault("message queue " + NAME, 0);
    }

    private void useEverything() {
        PosixMessageQueue.open(NAME, PosixAccess.READ).close();
        EventLoop.create().close();
        assertThat(timers.every(Duration.ofMillis(1)).blockFirst(Bounds.SOON)).isInstanceOf(TimerExpirations.class);
        Collector<PosixMqNotification> arrivals = Collector.of(notifier.notifications());
        arrivals.request(1);
        sender.send(PosixMessage.ofText("all")).block(Bounds.SOON);
        arrivals.awaitReceived(1);
        arrivals.cancel();
        Collector<PosixMessage> messages = Collector.of(receiver.receive());
        messages.request(Long.MAX_VALUE);
        Bounds.await("a blocking receive").until(() -> openings() == 2);
        messages.cancel();
        PosixMessageQueue.unlink(NAME);
        queue.close();
    }

    private static void assertRefused(UsedUpDescriptors usedUp, String call, ThrowingCallable what) {
        usedUp.useUp();
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(what)
                .returns(Errno.EMFILE, ErrnoException::errno)
                .returns(call, ErrnoException::call)
                .withMessageContaining("RLIMIT_NOFILE");
    }
}
