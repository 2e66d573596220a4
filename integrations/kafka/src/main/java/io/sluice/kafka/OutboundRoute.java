package io.sluice.kafka;

import io.sluice.epoll.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;

/** From a queue through the journal to Kafka, on one thread; only the taker is on another one. */
final class OutboundRoute {
    /** Without an acknowledgement for so long, Kafka counts as away, and nothing more is taken. */
    private static final long AWAY_NANOS = Duration.ofSeconds(2).toNanos();

    /** How long a stop waits for acknowledgements. What gets none is sent again by the next bridge. */
    private static final long LAST_WORDS_NANOS = Duration.ofSeconds(5).toNanos();

    private static final long LONGEST_SLEEP_NANOS = Duration.ofMillis(50).toNanos();
    /**
     * For how long it rests behind work, before it asks to be woken. Messages that come in a row gather meanwhile, and the thread that
     * takes them need not wake this one for each.
     */
    private static final long REST_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    /** How many are sent before it looks for acknowledgements again. */
    private static final int MOST_AT_ONCE = 64;

    private static final long WRITE_NANOS = Duration.ofMillis(20).toNanos();

    private final LocalQueue queue;
    private final String topic;
    private final Journal journal;
    private final ClientSettings settings;
    private final Consumer<String> notices;

    private final Wakeup wakeup = new Wakeup();
    private final InFlight inFlight = new InFlight(wakeup);
    private final RecordsForKafka records;
    private final Taker taker;
    private volatile boolean stopping;
    private boolean away;
    private long lastProgress = System.nanoTime();
    private long lastWrite = System.nanoTime();
    private boolean unwritten;
    /** Whether there was work since the last rest. */
    private boolean mayRest;

    /** Whether a message was read from the journal and not given to Kafka. Then none behind it may be. */
    private boolean abandoned;

    OutboundRoute(
            LocalQueue queue,
            String topic,
            KeptOrder order,
            Journal journal,
            ClientSettings settings,
            Consumer<String> notices) {
        this.queue = queue;
        this.topic = topic;
        this.journal = journal;
        this.settings = settings;
        this.notices = notices;
        records = new RecordsForKafka(topic, order, queue.source(), queue.numberHeader());
        taker = new Taker(journal, queue.maxPayload(), wakeup);
    }

    void stop() {
        stopping = true;
        wakeup.wake();
    }

    void run() throws IOException {
        journal.check(queue.maxPayload());
        Producer<byte[], byte[]> producer = new KafkaProducer<>(settings.producer(queue.maxPayload()));
        try {
            if (awaitTopic(producer)) {
                takeAndSend(producer);
            }
        } catch (IOException | RuntimeException | Error e) {
            RouteException unsaved = taker.unsaved();
            if (unsaved == null || unsaved == e) {
                throw e;
            }
            unsaved.addSuppressed(e); // the message in hand is nowhere else
            throw unsaved;
        } finally {
            // What is not acknowledged is in the journal.
            producer.close(Duration.ZERO);
        }
    }

    /** Before that nothing is taken. */
    private boolean awaitTopic(Producer<byte[], byte[]> producer) {
        while (!stopping) {
            try {
                producer.partitionsFor(topic);
                tell(false, "");
                return true;
            } catch (RetriableException e) {
                tell(true, e.getMessage());
            }
        }
        return false;
    }

    private void takeAndSend(Producer<byte[], byte[]> producer) throws IOException {
        try (EventLoop loop = EventLoop.create("sluice-kafka-" + queue.source())) {
            Taking taking = queue.receive(loop, notices);
            taking.messages().subscribe(taker);
            try {
                while (!stopping && inFlight.failure() == null && !isDone()) {
                    if (!isAway()) {
                        taker.allow();
                    }
                    step(producer);
                }
            } finally {
                taking.receiver().stop();
                awaitEnd();
                queue.release(notices);
            }
        }
        long end = System.nanoTime() + LAST_WORDS_NANOS;
        while (journal.size() > 0 && inFlight.failure() == null && !abandoned && System.nanoTime() < end) {
            step(producer);
        }
        writeAcknowledged();
        check(taker.failure());
    }

    private boolean isDone() {
        return taker.hasEnded() && (journal.size() == 0 || taker.failure() instanceof RouteException);
    }

    private void awaitEnd() {
        while (!taker.hasEnded()) {
            if (!wakeup.announce()) {
                wakeup.sleep(LONGEST_SLEEP_NANOS);
            }
        }
    }

    private void check(@Nullable Throwable taking) {
        Exception refused = inFlight.failure();
        if (refused != null) {
            throw new RouteException(
                    "Kafka refuses a message for " + topic + ": " + refused.getMessage() + ". It stays in the journal",
                    refused);
        }
        if (taking != null) {
            throw Exceptions.propagate(taking);
        }
    }

    /** Does what there is to do, or sleeps until there is something. */
    private void step(Producer<byte[], byte[]> producer) throws IOException {
        boolean worked = trim();
        worked |= sendSome(producer);
        if (worked) {
            wakeup.awake();
            mayRest = true;
        } else if (mayRest) {
            mayRest = false;
            wakeup.rest(REST_NANOS);
        } else if (!wakeup.announce()) {
            wakeup.sleep(LONGEST_SLEEP_NANOS);
        }
    }

    private boolean sendSome(Producer<byte[], byte[]> producer) throws IOException {
        for (int count = 0; count < MOST_AT_ONCE; count++) {
            boolean may = inFlight.hasRoom() && inFlight.failure() == null && !abandoned;
            JournalRecord message = may ? journal.next() : null;
            if (message == null) {
                return count > 0;
            }
            send(producer, message);
        }
        return true;
    }

    private boolean trim() throws IOException {
        int count = forgetAcknowledged();
        if (unwritten && (inFlight.isEmpty() || System.nanoTime() - lastWrite > WRITE_NANOS)) {
            writeAcknowledged();
        }
        return count > 0;
    }

    private int forgetAcknowledged() {
        int count = inFlight.trim();
        if (count > 0) {
            unwritten = true;
            lastProgress = System.nanoTime();
            tell(false, "");
        }
        return count;
    }

    private void writeAcknowledged() throws IOException {
        forgetAcknowledged();
        if (inFlight.acknowledged() > 0) {
            journal.acknowledged(inFlight.acknowledged());
        }
        lastWrite = System.nanoTime();
        unwritten = false;
    }

    private void send(Producer<byte[], byte[]> producer, JournalRecord message) throws IOException {
        if (inFlight.isEmpty()) {
            lastProgress = System.nanoTime();
        }
        ProducerRecord<byte[], byte[]> record = records.of(message);
        while (true) {
            InFlight.Sent sent = inFlight.add(message);
            Future<RecordMetadata> unused = producer.send(record, sent);
            Exception refused = sent.refused();
            if (refused == null) {
                return;
            }
            inFlight.removeLast();
            if (!(refused instanceof RetriableException)) {
                throw new RouteException(
                        "Kafka refuses a message for " + topic + ": " + refused.getMessage()
                                + ". It stays in the journal",
                        refused);
            }
            tell(true, refused.getMessage());
            if (stopping) {
                abandoned = true;
                return;
            }
            trim();
        }
    }

    private boolean isAway() {
        if (inFlight.isEmpty()) {
            tell(false, "");
        } else if (System.nanoTime() - lastProgress > AWAY_NANOS) {
            tell(true, "no acknowledgement for " + Duration.ofNanos(AWAY_NANOS).toSeconds() + " s");
        }
        return away;
    }

    private void tell(boolean isAway, @Nullable String why) {
        if (isAway != away) {
            away = isAway;
            if (isAway) {
                taker.forbid();
            }
            notices.accept(
                    isAway
                            ? queue.source() + ": Kafka is away, nothing more is taken: " + why
                            : queue.source() + ": Kafka is back");
        }
    }
}
