package io.sluice.trial.kill;

import io.sluice.reactor.ring.RingReceiver;
import io.sluice.ring.Ring;
import io.sluice.ring.RingMessage;
import io.sluice.trial.NumberedRingMessages;
import io.sluice.trial.RingSides;
import io.sluice.trial.SharedFile;
import java.nio.LongBuffer;

/** The same as {@code ring_killed_receiver.c}, by a stream: {@code RingJvmReceiver NAME FILE PRODUCERS}. */
final class RingJvmReceiver {
    private final NumberedRingMessages messages;
    private final LongBuffer next;
    private final int producers;

    private RingJvmReceiver(NumberedRingMessages messages, LongBuffer next, int producers) {
        this.messages = messages;
        this.next = next;
        this.producers = producers;
    }

    public static void main(String[] arguments) throws Exception {
        Ring ring = Ring.builder(arguments[0]).open();
        RingJvmReceiver receiver = new RingJvmReceiver(
                new NumberedRingMessages(ring.longestMessage()),
                SharedFile.map(arguments[1]),
                Integer.parseInt(arguments[2]));
        Command.awaitGo();
        RingReceiver.create(RingSides.consumer(ring))
                .receive()
                .doOnNext(receiver::received)
                .blockLast();
    }

    private void received(RingMessage message) {
        long number = messages.check(message);
        int producer = message.type() - 1;
        if (number < next.get(producer)) {
            throw new AssertionError(
                    "message " + number + " of " + message + ", and " + next.get(producer) + " was next");
        }
        next.put(producer, number + 1);
        next.put(producers + producer, next.get(producers + producer) + 1);
    }
}
