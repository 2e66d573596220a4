package io.sluice.kafka;

import io.sluice.errno.ErrnoException;
import io.sluice.errno.MessageTooLargeException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** From Kafka to a queue, on one thread. */
final class InboundRoute {
    private static final Duration POLL = Duration.ofMillis(100);
    /** How long a send is awaited before the consumer polls again, as it must to stay a member of its group. */
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(100);

    /** How long the last commit, and the farewell to the group, may take. */
    private static final Duration LEAVE = Duration.ofSeconds(5);

    private final String topic;
    private final LocalQueue queue;
    private final String group;
    private final ClientSettings settings;
    private final @Nullable String deadLetterTopic;
    private final Consumer<String> notices;

    private final Deque<ConsumerRecord<byte[], byte[]>> pending = new ArrayDeque<>();
    private final Map<TopicPartition, OffsetAndMetadata> sent = new HashMap<>();
    /** That of the first pending record, while it is awaited; null if another member of the group got its partition. */
    private @Nullable Delivery delivery;

    /** The last dead letter, which is told once and sent as often as need be. */
    private @Nullable ConsumerRecord<byte[], byte[]> dead;

    /** Whether something was sent since the last commit, or that commit has failed. */
    private boolean uncommitted;

    private volatile boolean stopping;

    InboundRoute(
            String topic,
            LocalQueue queue,
            String group,
            ClientSettings settings,
            @Nullable String deadLetterTopic,
            Consumer<String> notices) {
        this.topic = topic;
        this.queue = queue;
        this.group = group;
        this.settings = settings;
        this.deadLetterTopic = deadLetterTopic;
        this.notices = notices;
    }

    void stop() {
        stopping = true;
    }

    void run() {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer(group));
        try (DeadLetters deadLetters = new DeadLetters(deadLetterTopic, settings)) {
            consumer.subscribe(List.of(topic), new Rebalances(consumer));
            carry(consumer, deadLetters);
        } finally {
            queue.release(notices);
            // Where Kafka is away, it cannot be told that this member leaves. It will notice.
            consumer.close(CloseOptions.timeout(LEAVE));
        }
    }

    private void carry(KafkaConsumer<byte[], byte[]> consumer, DeadLetters deadLetters) {
        try {
            while (!stopping) {
                consumer.poll(POLL).forEach(pending::addLast);
                while (!pending.isEmpty() && !stopping) {
                    deliver(consumer, deadLetters, pending.getFirst());
                }
                commitSoon(consumer);
            }
            if (uncommitted) {
                queue.checkReachable();
            }
        } finally {
            commit(consumer, sent);
        }
    }

    private void deliver(
            KafkaConsumer<byte[], byte[]> consumer, DeadLetters deadLetters, ConsumerRecord<byte[], byte[]> record) {
        InboundRecord inbound = InboundRecord.of(record, queue);
        QueueMessage message = inbound.message();
        if (message == null) {
            sendDead(consumer, deadLetters, record, inbound.reason());
            return;
        }
        Delivery begun;
        try {
            if (queue.trySend(message)) {
                done(record);
                return;
            }
            begun = begun(message);
        } catch (MessageTooLargeException tooLarge) {
            // Longer than what a System V queue holds now, which its owner can change.
            sendDead(consumer, deadLetters, record, InboundRecord.doesNotFit(record, tooLarge));
            return;
        }
        if (begun == null) {
            pause(consumer);
        } else {
            await(consumer, begun, record);
        }
    }

    /** Waits for room; null while no thread is left for that. */
    private @Nullable Delivery begun(QueueMessage message) {
        try {
            return queue.send(message);
        } catch (RejectedExecutionException noThread) {
            return null;
        }
    }

    private void sendDead(
            KafkaConsumer<byte[], byte[]> consumer,
            DeadLetters deadLetters,
            ConsumerRecord<byte[], byte[]> record,
            String reason) {
        boolean again = record.equals(dead);
        if (!again) {
            dead = record;
            notices.accept(queue.source() + ": " + reason);
        }
        try {
            await(consumer, deadLetters.send(record, reason), record);
        } catch (RetriableException away) {
            if (!again) {
                notices.accept(queue.source() + ": the dead letter waits for Kafka: " + away.getMessage());
            }
            pause(consumer);
        }
    }

    private void pause(KafkaConsumer<byte[], byte[]> consumer) {
        pollPaused(consumer, POLL);
        consumer.resume(consumer.paused());
    }

    private void pollPaused(KafkaConsumer<byte[], byte[]> consumer, Duration time) {
        queue.checkReachable(); // nobody would make room
        // Partitions that were just assigned are not paused yet: what they give is kept for later.
        consumer.pause(consumer.assignment());
        consumer.poll(time).forEach(pending::addLast);
    }

    private void done(ConsumerRecord<byte[], byte[]> record) {
        pending.removeFirst();
        uncommitted = true;
        sent.put(new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
    }

    private void await(KafkaConsumer<byte[], byte[]> consumer, Delivery begun, ConsumerRecord<byte[], byte[]> record) {
        delivery = begun;
        try {
            if (!begun.await(BETWEEN_POLLS)) {
                commitSoon(consumer);
                while (!stopping && delivery != null && !begun.await(BETWEEN_POLLS)) {
                    pollPaused(consumer, Duration.ZERO);
                }
                consumer.resume(consumer.paused());
            }
        } finally {
            if (delivery != null && begun.end()) {
                done(record); // also if the consumer has failed meanwhile
            }
            delivery = null;
        }
    }

    /** Does not wait for the answer, which comes in a poll. */
    private void commitSoon(KafkaConsumer<byte[], byte[]> consumer) {
        if (uncommitted) {
            queue.checkReachable();
            uncommitted = false;
            consumer.commitAsync(Map.copyOf(sent), (offsets, failure) -> uncommitted |= failure != null);
        }
    }

    private void commit(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (offsets.isEmpty() || !isReachable()) {
            return;
        }
        try {
            consumer.commitSync(offsets, LEAVE);
        } catch (KafkaException sentAgain) {
            // Kafka is away, or another member has the partition: it will send the same messages.
            return;
        }
    }

    /** Whether what was sent may be committed. A queue whose handle was closed cannot be looked at. */
    private boolean isReachable() {
        try {
            queue.checkReachable();
            return true;
        } catch (ErrnoException goneOrUnknown) {
            return false;
        }
    }

    /** What another member of the group will send is not sent here. */
    private final class Rebalances implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> consumer;

        private Rebalances(KafkaConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // Read from where the group has committed.
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            forget(partitions);
            Map<TopicPartition, OffsetAndMetadata> revoked = new HashMap<>(sent);
            revoked.keySet().retainAll(partitions);
            commit(consumer, revoked);
            sent.keySet().removeAll(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            forget(partitions);
            sent.keySet().removeAll(partitions);
        }

        private void forget(Collection<TopicPartition> partitions) {
            ConsumerRecord<byte[], byte[]> first = pending.peekFirst();
            Delivery current = delivery;
            if (first != null && current != null && partitions.contains(partitionOf(first))) {
                if (current.end()) {
                    done(first);
                }
                delivery = null;
            }
            pending.removeIf(each -> partitions.contains(partitionOf(each)));
        }

        private static TopicPartition partitionOf(ConsumerRecord<byte[], byte[]> record) {
            return new TopicPartition(record.topic(), record.partition());
        }
    }
}
