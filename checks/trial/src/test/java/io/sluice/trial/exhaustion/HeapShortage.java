package io.sluice.trial.exhaustion;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.OpenResources;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import reactor.core.publisher.Flux;

/** {@code HeapShortage KIND ROUNDS}: receives messages for which the heap has no room, and then those same ones. */
final class HeapShortage {
    enum Kind {
        POSIX,
        POSIX_FAIR,
        POSIX_UNTIL_EMPTY,
        SYSV,
        SYSV_UNTIL_EMPTY
    }

    static final int MESSAGES = 3;
    static final int SIZE = 200_000;
    private static final int ROOM_LEFT = 32 * 1024;
    private static final int WARM_UPS = 200;

    private HeapShortage() {}

    public static void main(String[] arguments) {
        Kind kind = Kind.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        int rounds = Integer.parseInt(arguments[1]);
        OpenResources before = OpenResources.now();
        switch (kind) {
            case POSIX, POSIX_FAIR, POSIX_UNTIL_EMPTY -> posix(kind, rounds);
            default -> sysv(kind, rounds);
        }
        Shortage.done(before);
    }

    private static void posix(Kind kind, int rounds) {
        String name = "/sluice-test-heap-" + ProcessHandle.current().pid();
        try (PosixMessageQueue queue = PosixMessageQueue.builder(name)
                .maxMessages(MESSAGES)
                .maxMessageSize(SIZE)
                .create()) {
            PosixMqReceiver receiver = PosixMqReceiver.create(
                    queue, PosixMqReceiverOptions.create().fair(kind == Kind.POSIX_FAIR));
            Flux<PosixMessage> messages =
                    kind == Kind.POSIX_UNTIL_EMPTY ? receiver.receiveUntilEmpty() : receiver.receive();
            ByteBuffer payload = ByteBuffer.allocateDirect(SIZE);
            IntPredicate send = number -> queue.trySend(payload.clear().put(0, (byte) number), 0);
            rounds(messages.map(message -> message.payload()[0]), send, kind == Kind.POSIX_FAIR, rounds);
        } finally {
            PosixMessageQueue.unlink(name);
        }
    }

    private static void sysv(Kind kind, int rounds) {
        try (SysvMessageQueue queue = SysvMessageQueue.builder(IpcKey.PRIVATE).create()) {
            SysvMqReceiver receiver = SysvMqReceiver.create(queue);
            Flux<SysvMessage> messages = kind == Kind.SYSV_UNTIL_EMPTY
                    ? receiver.receiveUntilEmpty(TypeSelector.any())
                    : receiver.receive(TypeSelector.any());
            IntPredicate send = number -> queue.trySend(SysvMessage.of(1, payload(number)));
            rounds(messages.map(message -> message.payload()[0]), send, false, rounds);
            queue.remove();
        }
    }

    private static byte[] payload(int number) {
        byte[] payload = new byte[SIZE];
        payload[0] = (byte) number;
        return payload;
    }

    /** With demand first, the stream blocks in the kernel when the message comes. */
    private static void rounds(Flux<Byte> numbers, IntPredicate send, boolean demandFirst, int rounds) {
        // While there is room, classes are loaded, lambdas are linked and the method handles of native calls are
        // compiled. That happens at their 128th call or so, and would otherwise fail before the kernel is reached.
        for (int i = 0; i < WARM_UPS; i++) {
            if (demandFirst) {
                Collector<Byte> collector = Collector.of(numbers);
                collector.request(1);
                sendAll(send);
                takeAll(collector);
            } else {
                sendAll(send);
                takeAll(Collector.of(numbers));
            }
        }
        for (int i = 0; i < rounds; i++) {
            if (!demandFirst) {
                sendAll(send);
            }
            Collector<Byte> collector = Collector.of(numbers);
            if (demandFirst) {
                collector.request(1);
            }
            List<byte[]> hog = Shortage.fillHeap(ROOM_LEFT);
            if (demandFirst) {
                sendAll(send);
            } else {
                collector.request(1);
            }
            Throwable error = collector.awaitError();
            hog.clear();
            assertThat(error)
                    .isInstanceOf(ErrnoException.class)
                    .hasMessageContaining("The heap has no room for the message of " + SIZE + " bytes")
                    .returns(Errno.ENOMEM, thrown -> ((ErrnoException) thrown).errno());
            takeAll(Collector.of(numbers));
        }
    }

    private static void sendAll(IntPredicate send) {
        for (int number = 1; number <= MESSAGES; number++) {
            if (!send.test(number)) {
                throw new AssertionError("no room for message " + number);
            }
        }
    }

    private static void takeAll(Collector<Byte> collector) {
        collector.request(MESSAGES);
        assertThat(collector.awaitReceived(MESSAGES)).containsExactly((byte) 1, (byte) 2, (byte) 3);
        collector.cancel();
    }
}
