package io.sluice.trial.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.QueueAppearance;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.mqueue.NamedPosixMqReceiver;
import io.sluice.reactor.mqueue.NamedPosixMqSender;
import io.sluice.reactor.mqueue.PosixMqNames;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.testing.DescriptorNumbers;
import io.sluice.testing.TestQueues;
import io.sluice.timerfd.TimerClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** Names of POSIX queues: what is refused, and that what is not names one entry of the queues' file system. */
final class NameRules {
    /** So that no queue of anybody else is opened or unlinked. */
    static final String PREFIX = TestQueues.PREFIX;

    private static final int LONGEST = 255;
    /** What the machine, and not the name, may refuse. */
    private static final Set<Errno> SHORTAGES = Set.of(Errno.EMFILE, Errno.ENFILE, Errno.ENOSPC, Errno.ENOMEM);

    private static final boolean UTF_8_LOCALE =
            StandardCharsets.UTF_8.name().equals(System.getProperty("sun.jnu.encoding"));

    private NameRules() {}

    static void check(String name) {
        boolean valid = isValid(name);
        assertThat(Documented.MQ_BUILDER
                        .call(() -> PosixMessageQueue.builder(name))
                        .refused())
                .as("refuses '%s'", name)
                .isEqualTo(!valid);
        assertThat(Stream.of(
                                Documented.NAMED_RECEIVER.call(() -> NamedPosixMqReceiver.create(name)),
                                Documented.NAMED_RECEIVER_WITH_OPTIONS.call(
                                        () -> NamedPosixMqReceiver.create(name, PosixMqReceiverOptions.create())),
                                Documented.AWAIT_QUEUE.call(
                                        () -> PosixMqNames.create().awaitQueue(name)),
                                Documented.NAMED_SENDER.call(() -> NamedPosixMqSender.create(name)),
                                Documented.NAMED_SENDER_WITH_OPTIONS.call(
                                        () -> NamedPosixMqSender.create(name, SenderOptions.create())))
                        .allMatch(made -> made.refused() == !valid))
                .as("by name '%s'", name)
                .isTrue();
        // On another thread than the loop's, every name is refused; a bad one for what it is.
        assertThat(Documented.QUEUE_APPEARANCE
                        .call(() -> QueueAppearance.start(name, EventLoop.shared(), () -> {}))
                        .exception())
                .isInstanceOf(valid ? IllegalStateException.class : IllegalArgumentException.class);
        if (!valid) {
            assertThat(Documented.MQ_OPEN
                            .call(() -> PosixMessageQueue.open(name, PosixAccess.READ))
                            .refused())
                    .isTrue();
            assertThat(Documented.MQ_UNLINK.call(() -> unlink(name)).refused()).isTrue();
        }
        assertThat(Documented.METERED_OBJECT
                        .call(() -> MeteredObject.of("posix-mq", name))
                        .value()
                        .name())
                .isEqualTo(name);
        Documented.Outcome<TimerClock> clock = Documented.CLOCK_NAMED.call(() -> TimerClock.named(name));
        assertThat(clock.failed() || TimerClock.named(clock.value().toString()) == clock.value())
                .isTrue();
        String own = PREFIX + name;
        if (isValid(own)) {
            checkUsable(own);
        }
    }

    /** mq_overview(7) and path_resolution(7), and what UTF-8 can write. */
    static boolean isValid(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return name.equals(new String(bytes, StandardCharsets.UTF_8))
                && name.matches("(?s)/[^/\0]+")
                && !name.matches("/[.]{1,2}")
                && bytes.length - 1 <= LONGEST;
    }

    private static void checkUsable(String name) {
        Documented.Outcome<PosixMessageQueue> created = Documented.MQ_CREATE.call(() ->
                PosixMessageQueue.builder(name).maxMessages(1).maxMessageSize(1).create());
        if (created.failed()) {
            assertThat(((ErrnoException) created.exception()).errno()).isIn(SHORTAGES);
            return;
        }
        try (PosixMessageQueue queue = created.value()) {
            if (UTF_8_LOCALE) {
                assertThat(kernelsNameOf(queue)).isEqualTo(name);
            }
        } finally {
            assertThat(Documented.MQ_UNLINK.call(() -> unlink(name)).failed()).isFalse();
        }
        assertThat(Documented.MQ_UNLINK.call(() -> unlink(name)).exception())
                .isInstanceOfSatisfying(
                        ErrnoException.class, gone -> assertThat(gone.errno()).isEqualTo(Errno.ENOENT));
    }

    private static Object unlink(String name) {
        PosixMessageQueue.unlink(name);
        return name;
    }

    /** Its path inside the queues' file system. */
    private static String kernelsNameOf(PosixMessageQueue queue) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(DescriptorNumbers.of(queue))))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
