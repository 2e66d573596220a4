package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.LongTest;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network that stops all bytes for a while, and ends no connection. {@code -Dsluice.kafka.stall=60} sets the seconds of each stall,
 * which are more than Kafka's clients wait for an answer.
 */
class StalledNetworkTest {
    private static final Duration STALL = Duration.ofSeconds(Integer.getInteger("sluice.kafka.stall", 4));
    private static final int PRIORITIES = 3;
    private static final long CAPACITY = 1 << 20;
    private static final long LEVEL = 8 << 20;
    private static final int COUNT = 20_000;

    @TempDir
    static Path brokerFolder;

    private static StallingProxy proxy;
    private static Broker broker;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @TempDir
    Path folder;

    private final PosixMessageQueue queue = queues.create(10, 64);

    @BeforeAll
    static void startBroker() {
        proxy = new StallingProxy();
        broker = Broker.startBehind(proxy.port(), brokerFolder);
        proxy.carryTo(broker.portBehindProxy());
    }

    @AfterAll
    static void stopBroker() throws IOException {
        proxy.close();
        broker.close();
    }

    /** Settings with which a client goes through the proxy, and gives up waiting for an answer before a stall is over. */
    private static Map<String, String> client() {
        Map<String, String> client = new HashMap<>();
        client.put("bootstrap.servers", "127.0.0.1:" + proxy.port());
        client.put("request.timeout.ms", Long.toString(STALL.toMillis() / 2));
        return client;
    }

    private static void awaitEndOfStall(long since) {
        Awaitility.await("end of the stall")
                .atMost(STALL.plus(Bounds.SOON))
                .until(() -> System.nanoTime() - since >= STALL.toNanos());
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long bytesOfSegments(Path journal) {
        File[] files = Objects.requireNonNull(journal.toFile().listFiles((parent, name) -> name.endsWith(".segment")));
        return Arrays.stream(files).mapToLong(File::length).sum();
    }

    @Test
    @LongTest
    void onTheWayToKafkaAStallHoldsTheSenderAndLosesNothing() throws IOException {
        String topic = broker.topic("stalled-out", 3);
        Path place = folder.resolve("journal");
        AtomicBoolean away = new AtomicBoolean();
        NumberedSender sender = queues.closing(NumberedSender.start(queue, PRIORITIES));
        try (Journal journal = Journal.open(place, CAPACITY, false);
                TopicReader reader = new TopicReader(broker, topic)) {
            RunningRoute running = queues.closing(RunningRoute.of(QueueToKafka.create(
                    LocalQueue.of(queue),
                    topic,
                    journal,
                    client(),
                    KeptOrder.NUMBER,
                    notice -> away.set(notice.contains("is away")))));
            reader.await(1000);
            proxy.stall();
            long stalledAt = System.nanoTime();
            Bounds.await("notice and a full queue").until(() -> away.get() && Queues.count(queue) == 10);
            long taken = journal.size();
            long heap = heap();
            awaitEndOfStall(stalledAt);
            // One message may have been asked for before Kafka counted as away.
            assertThat(journal.size()).isBetween(taken, taken + 1);
            assertThat(bytesOfSegments(place)).isLessThanOrEqualTo(CAPACITY);
            assertThat(heap()).isLessThan(heap + LEVEL);
            assertThat(sender.isAlive()).isTrue();
            proxy.resume();
            reader.await(reader.poll().size() + (int) taken + 1000);
            long sent = sender.end();
            Bounds.await("all acknowledged").until(() -> Queues.count(queue) == 0 && journal.size() == 0);
            running.close();
            Arrivals arrivals = Arrivals.of(reader.readToEnd());
            assertThat(arrivals.missing(sent)).isEmpty();
            assertThat(arrivals.outOfOrder(PRIORITIES)).isEmpty();
            System.out.println("a stall of " + STALL.toSeconds() + " s to Kafka: " + sent + " sent, 0 lost, "
                    + arrivals.repeated() + " twice, " + taken + " in the journal meanwhile");
        }
    }

    private void receiveUntil(String what, Duration bound, List<Integer> arrived, Callable<Boolean> enough) {
        Awaitility.await(what).atMost(bound).pollInterval(Duration.ofMillis(1)).until(() -> {
            Queues.drain(queue).forEach(each -> arrived.add(Integer.valueOf(each)));
            return enough.call();
        });
    }

    @Test
    @LongTest
    void onTheWayBackAStallDelaysAndLosesNothing() {
        String topic = broker.topic("stalled-back", 1);
        try (TopicWriter writer = new TopicWriter(broker)) {
            writer.sendNumbers(topic, COUNT);
        }
        Map<String, String> client = client();
        // One batch at a time: otherwise all is with the client before the stall.
        client.put("max.partition.fetch.bytes", "1024");
        queues.closing(RunningRoute.of(
                KafkaToQueue.create(topic, LocalQueue.of(queue), "stalled", client, null, notice -> {})));
        List<Integer> arrived = new ArrayList<>();
        receiveUntil("first messages", Bounds.SOON, arrived, () -> arrived.size() >= 500);
        proxy.stall();
        long stalledAt = System.nanoTime();
        long heap = heap();
        receiveUntil(
                "end of the stall",
                STALL.plus(Bounds.SOON),
                arrived,
                () -> System.nanoTime() - stalledAt >= STALL.toNanos());
        assertThat(arrived).hasSizeLessThan(COUNT);
        assertThat(heap()).isLessThan(heap + LEVEL);
        proxy.resume();
        // A member that was put out of its group meanwhile comes back, and gets a part a second time.
        receiveUntil(
                "the last message",
                Bounds.SOON.multipliedBy(3),
                arrived,
                () -> !arrived.isEmpty() && arrived.get(arrived.size() - 1) == COUNT - 1);
        assertThat(arrived.stream().distinct().toList()).hasSize(COUNT).isSorted();
        System.out.println("a stall of " + STALL.toSeconds() + " s from Kafka: " + COUNT + " sent, 0 lost, "
                + (arrived.size() - COUNT) + " twice");
    }
}
