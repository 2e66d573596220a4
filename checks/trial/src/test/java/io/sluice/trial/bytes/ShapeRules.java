package io.sluice.trial.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.PosixMessageQueueBuilder;
import io.sluice.mqueue.PosixMqLimits;
import io.sluice.reactor.SenderOptions;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMqSettings;
import io.sluice.testing.SysvTestQueues;

/** Sizes and modes: what cannot be is refused, and what is created is what was asked for. */
final class ShapeRules {
    private static final String NAME = NameRules.PREFIX + "shape";
    private static final int MODE_MASK = 0777;
    private static final int OWNERS_ACCESS = 0600;
    private static final long MOST_BYTES = 0xffff_ffffL;

    private ShapeRules() {}

    static void check(int maxMessages, int maxMessageSize, int mode, long maxBytes) {
        PosixMessageQueueBuilder builder = PosixMessageQueue.builder(NAME);
        boolean refused =
                isRefused(Documented.MQ_MAX_MESSAGES.call(() -> builder.maxMessages(maxMessages)), maxMessages <= 0);
        refused |= isRefused(
                Documented.MQ_MAX_MESSAGE_SIZE.call(() -> builder.maxMessageSize(maxMessageSize)), maxMessageSize <= 0);
        boolean badMode = (mode & ~MODE_MASK) != 0;
        refused |= isRefused(Documented.MQ_MODE.call(() -> builder.mode(mode)), badMode);
        isRefused(
                Documented.SYSV_MODE.call(
                        () -> SysvMessageQueue.builder(IpcKey.PRIVATE).mode(mode)),
                badMode);
        isRefused(
                Documented.SYSV_MAX_BYTES.call(
                        () -> SysvMessageQueue.builder(IpcKey.PRIVATE).maxBytes(maxBytes)),
                maxBytes < 0 || maxBytes > MOST_BYTES);
        isRefused(
                Documented.SYSV_SETTINGS.call(() -> new SysvMqSettings(0, 0, mode, maxBytes)),
                badMode || maxBytes < 0 || maxBytes > MOST_BYTES);
        SysvMqSettings settings = Documented.SYSV_WITH_OWNER
                .call(() -> new SysvMqSettings(0, 0, 0, 0).withOwner(maxMessages, maxMessageSize))
                .value();
        isRefused(Documented.SYSV_WITH_MODE.call(() -> settings.withMode(mode)), badMode);
        isRefused(
                Documented.SYSV_WITH_MAX_BYTES.call(() -> settings.withMaxBytes(maxBytes)),
                maxBytes < 0 || maxBytes > MOST_BYTES);
        if (!badMode && maxBytes >= 0 && maxBytes <= MOST_BYTES) {
            checkSet(mode | OWNERS_ACCESS, maxBytes);
        }
        isRefused(
                Documented.SENDER_IN_FLIGHT.call(() -> SenderOptions.create().maxInFlight(maxMessages)),
                maxMessages <= 0);
        if (!refused) {
            assertThat(Documented.MQ_COST
                            .call(() -> PosixMqLimits.cost(maxMessages, maxMessageSize))
                            .value())
                    .isGreaterThan((long) maxMessages * maxMessageSize);
            checkCreated(builder, maxMessages, maxMessageSize, mode);
        }
    }

    private static void checkSet(int mode, long maxBytes) {
        SysvMessageQueue queue = SysvTestQueues.createForARound();
        SysvMqSettings settings = queue.status().settings().withMode(mode).withMaxBytes(maxBytes);
        Documented.Outcome<SysvMqSettings> set = Documented.SYSV_SET.call(() -> {
            queue.set(settings);
            return queue.status().settings();
        });
        if (!set.failed()) { // more than the limit only root may set
            assertThat(set.value()).isEqualTo(settings);
        }
        SysvTestQueues.discard(queue);
    }

    private static boolean isRefused(Documented.Outcome<?> outcome, boolean expected) {
        assertThat(outcome.failed()).isEqualTo(expected);
        return expected;
    }

    private static void checkCreated(PosixMessageQueueBuilder builder, int maxMessages, int maxMessageSize, int mode) {
        Documented.Outcome<PosixMessageQueue> created = Documented.MQ_CREATE.call(builder::create);
        if (created.failed()) {
            return; // over a limit of this machine
        }
        try (PosixMessageQueue queue = created.value();
                PosixMessageQueue again =
                        Documented.MQ_OPEN_OR_CREATE.call(builder::openOrCreate).value()) {
            PosixMessageQueue.unlink(NAME);
            assertThat(again.wasCreated()).isFalse();
            assertThat(again.maxMessageSize()).isEqualTo(maxMessageSize);
            assertThat(queue.maxMessages()).isEqualTo(maxMessages);
            assertThat(queue.maxMessageSize()).isEqualTo(maxMessageSize);
            assertThat(Documented.MQ_PERMISSIONS
                            .call(queue::permissions)
                            .value()
                            .mode())
                    .isEqualTo(mode);
        }
    }
}
