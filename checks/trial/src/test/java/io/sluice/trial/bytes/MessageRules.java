package io.sluice.trial.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.SysvTestQueues;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Payloads, priorities and types: what goes in comes out unchanged, and what is refused leaves the queue empty. */
final class MessageRules implements AutoCloseable {
    private static final int MAX_MESSAGE_SIZE = 64;
    /** Before and behind the bytes of a buffer that is a part of another. */
    private static final int MARGIN = 3;

    private final PosixMessageQueue posix = PosixMessageQueue.builder(NameRules.PREFIX + "messages")
            .maxMessages(2)
            .maxMessageSize(MAX_MESSAGE_SIZE)
            .create();
    private final SysvMessageQueue sysv = SysvTestQueues.createForARound();
    private final SysvMessageQueue absent =
            SysvMessageQueue.builder(IpcKey.PRIVATE).create();

    MessageRules() {
        PosixMessageQueue.unlink(posix.name());
        absent.remove();
    }

    void checkPosix(byte[] payload, int priority, boolean direct) {
        boolean badPriority = priority < 0 || priority > PosixMessage.MAX_PRIORITY;
        boolean tooLong = payload.length > MAX_MESSAGE_SIZE;
        Documented.Outcome<PosixMessage> message =
                Documented.MQ_MESSAGE_WITH_PRIORITY.call(() -> PosixMessage.of(payload, priority));
        assertThat(message.refused()).isEqualTo(badPriority);
        assertThat(Documented.MQ_TEXT_WITH_PRIORITY
                        .call(() -> PosixMessage.ofText("text", priority))
                        .refused())
                .isEqualTo(badPriority);
        assertThat(Documented.MQ_MESSAGE.call(() -> PosixMessage.of(payload)).value())
                .isEqualTo(PosixMessage.of(payload, 0));
        if (!badPriority) {
            checkTransfer(
                    Documented.MQ_TRY_SEND.call(() -> posix.trySend(message.value())), tooLong, payload, priority);
        }
        checkTransfer(
                Documented.MQ_TRY_SEND_BYTES.call(() -> posix.trySend(payload, priority)),
                badPriority || tooLong,
                payload,
                priority);
        ByteBuffer part = part(payload, direct);
        checkTransfer(
                Documented.MQ_TRY_SEND_BUFFER.call(() -> posix.trySend(part, priority)),
                badPriority || tooLong,
                payload,
                priority);
        assertThat(part.remaining()).isEqualTo(badPriority || tooLong ? payload.length : 0);
        checkReceiveInto(payload, direct);
    }

    private void checkTransfer(Documented.Outcome<Boolean> sent, boolean refused, byte[] payload, int priority) {
        assertThat(sent.failed()).isEqualTo(refused);
        PosixMessage received =
                Documented.MQ_TRY_RECEIVE.call(posix::tryReceive).value();
        assertThat(received).isEqualTo(refused ? null : PosixMessage.of(payload, priority));
    }

    /** The same bytes in the midst of a larger buffer. */
    private static ByteBuffer part(byte[] payload, boolean direct) {
        int size = payload.length + 2 * MARGIN;
        ByteBuffer whole = direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
        whole.put(MARGIN, payload);
        ByteBuffer part = whole.slice(1, size - 1);
        part.position(MARGIN - 1).limit(MARGIN - 1 + payload.length);
        return direct ? part : part.asReadOnlyBuffer();
    }

    /** A buffer as large as the payload: whether that is room enough does not hang on the message. */
    private void checkReceiveInto(byte[] payload, boolean direct) {
        byte[] sent = Arrays.copyOf(payload, Math.min(payload.length, MAX_MESSAGE_SIZE));
        assertThat(posix.trySend(sent, 0)).isTrue();
        ByteBuffer part = part(payload, direct);
        boolean readOnly = part.isReadOnly();
        boolean fits = !readOnly && payload.length >= MAX_MESSAGE_SIZE;
        assertThat(Documented.MQ_TRY_RECEIVE_BUFFER
                        .call(() -> posix.tryReceive(part))
                        .failed())
                .isEqualTo(!fits);
        assertThat(posix.tryReceive()).isEqualTo(fits ? null : PosixMessage.of(sent));
    }

    void checkSysv(long type, byte[] payload, int number) {
        boolean badType = type <= 0;
        Documented.Outcome<TypeSelector> only = Documented.SYSV_ONLY.call(() -> TypeSelector.only(type));
        Documented.Outcome<TypeSelector> upTo = Documented.SYSV_UP_TO.call(() -> TypeSelector.upTo(type));
        Documented.Outcome<TypeSelector> except = Documented.SYSV_EXCEPT.call(() -> TypeSelector.except(type));
        Documented.Outcome<SysvMessage> message = Documented.SYSV_MESSAGE.call(() -> SysvMessage.of(type, payload));
        Documented.Outcome<SysvMessage> text = Documented.SYSV_TEXT.call(() -> SysvMessage.ofText(type, "text"));
        for (Documented.Outcome<?> each : new Documented.Outcome<?>[] {only, upTo, except, message, text}) {
            assertThat(each.refused()).isEqualTo(badType);
        }
        checkBrowse(null, number);
        if (badType) {
            return;
        }
        SysvMessage sent = message.value();
        checkMatches(only.value(), type, true);
        checkMatches(upTo.value(), type, true);
        checkMatches(except.value(), type, false);
        assertThat(Documented.SYSV_TRY_SEND.call(() -> absent.trySend(sent)).failed())
                .isTrue();
        checkSent(sent);
        checkBrowse(sent, number);
        assertThat(Documented.SYSV_TRY_RECEIVE
                        .call(() -> sysv.tryReceive(except.value()))
                        .value())
                .isNull();
        assertThat(Documented.SYSV_TRY_RECEIVE
                        .call(() -> sysv.tryReceive(upTo.value()))
                        .value())
                .isEqualTo(sent);
        checkSent(sent);
        checkTruncated(only.value(), sent, number);
    }

    private static void checkMatches(TypeSelector selector, long type, boolean expected) {
        assertThat(Documented.SYSV_MATCHES.call(() -> selector.matches(type)).value())
                .isEqualTo(expected);
    }

    private void checkSent(SysvMessage message) {
        assertThat(Documented.SYSV_TRY_SEND.call(() -> sysv.trySend(message)).value())
                .isTrue();
    }

    private void checkTruncated(TypeSelector selector, SysvMessage sent, int maxBytes) {
        Documented.Outcome<SysvMessage> cut =
                Documented.SYSV_TRUNCATED.call(() -> sysv.tryReceiveTruncated(selector, maxBytes));
        assertThat(cut.refused()).isEqualTo(maxBytes < 0);
        assertThat(cut.refused() ? sysv.tryReceive(selector) : cut.value())
                .isEqualTo(SysvMessage.of(
                        sent.type(),
                        maxBytes < 0
                                ? sent.payload()
                                : Arrays.copyOf(sent.payload(), Math.min(maxBytes, sent.size()))));
    }

    private void checkBrowse(SysvMessage there, int position) {
        Documented.Outcome<SysvMessage> copy = Documented.SYSV_BROWSE.call(() -> sysv.browse(position));
        assertThat(copy.refused()).isEqualTo(position < 0);
        if (!copy.failed()) {
            assertThat(copy.value()).isEqualTo(position == 0 ? there : null);
        }
    }

    @Override
    public void close() {
        posix.close();
        SysvTestQueues.discard(sysv);
        absent.close();
    }
}
