package io.sluice.samples.docs;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Flux;

/** The Java of docs/which-queue.md. */
final class WhichQueueSnippets {
    private WhichQueueSnippets() {}

    static PosixMessageQueue create() {
        PosixMessageQueue orders = PosixMessageQueue.builder("/orders")
                .maxMessages(10)
                .maxMessageSize(128)
                .mode(0660)
                .openOrCreate();

        return orders;
    }

    static Flux<SysvMessage> byType(SysvMessageQueue queue) {
        Flux<SysvMessage> urgentFirst = SysvMqReceiver.create(queue).receive(TypeSelector.upTo(9));

        return urgentFirst;
    }

    record Order(long id, int quantity, String item) {
        static Order of(PosixMessage message) {
            ByteBuffer bytes = ByteBuffer.wrap(message.payload()).order(ByteOrder.nativeOrder());
            long id = bytes.getLong();
            int quantity = bytes.getInt();
            String item = StandardCharsets.US_ASCII.decode(bytes).toString();
            int end = item.indexOf('\0'); // a text that fills its array has none
            return new Order(id, quantity, end < 0 ? item : item.substring(0, end));
        }
    }
}
