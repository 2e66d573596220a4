package io.sluice.kafka;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The messages that were given to Kafka's producer and are not acknowledged, in their order. Used by the route's thread. */
final class InFlight {
    /** Less than the producer's buffer, so that a send does not wait for memory. */
    private static final int MOST_BYTES = 8 << 20;

    private static final int MOST = 20_000;

    private final Wakeup wakeup;
    private final Deque<Sent> sent = new ArrayDeque<>();
    private long bytes;
    private long acknowledged;
    /** Written by the producer's thread. */
    private volatile @Nullable Exception failure;

    InFlight(Wakeup wakeup) {
        this.wakeup = wakeup;
    }

    boolean isEmpty() {
        return sent.isEmpty();
    }

    boolean hasRoom() {
        return sent.isEmpty() || (bytes < MOST_BYTES && sent.size() < MOST);
    }

    /** Why Kafka has refused a message for good; null if it has not. */
    @Nullable
    Exception failure() {
        return failure;
    }

    Sent add(JournalRecord message) {
        Sent added = new Sent(message.sequence(), message.payload().length + RecordFormat.HEAD);
        sent.addLast(added);
        bytes += added.bytes;
        return added;
    }

    /** Removes what was added last, because the producer has not taken it. */
    void removeLast() {
        bytes -= sent.removeLast().bytes;
    }

    /** Forgets what is acknowledged and has nothing unacknowledged before it. Returns how many these were. */
    int trim() {
        int count = 0;
        for (Sent first = sent.peek(); first != null && first.done; first = sent.peek()) {
            sent.remove();
            bytes -= first.bytes;
            acknowledged = first.sequence;
            count++;
        }
        return count;
    }

    /** The last one that was trimmed. */
    long acknowledged() {
        return acknowledged;
    }

    /** Gets what becomes of a message. */
    final class Sent implements Callback {
        private final long sequence;
        private final int bytes;
        private final Thread sender = Thread.currentThread();
        private volatile boolean done;
        /** Why the producer has not even taken it. */
        private @Nullable Exception refused;

        private Sent(long sequence, int bytes) {
            this.sequence = sequence;
            this.bytes = bytes;
        }

        @Nullable
        Exception refused() {
            return refused;
        }

        @Override
        public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
            if (exception == null) {
                done = true;
            } else if (Thread.currentThread().equals(sender)) {
                refused = exception;
            } else if (failure == null) {
                failure = exception;
            }
            wakeup.wake();
        }
    }
}
