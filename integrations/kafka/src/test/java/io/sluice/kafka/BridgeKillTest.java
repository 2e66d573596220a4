package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.LongTest;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bridges and brokers that are killed under load: nothing is lost but what the kernel had just handed over, what comes twice has the
 * same id, and each priority keeps its order. {@code -Dsluice.kafka.kills=200} sets the number of kills of the bridge in each direction.
 */
@LongTest
class BridgeKillTest {
    private static final int KILLS = Integer.getInteger("sluice.kafka.kills", 3);
    private static final int PRIORITIES = 3;

    /** For what a bridge does whose JVM starts only now, and whose group may still hold the place of the killed one. */
    private static final Duration WITH_A_START = Bounds.SOON.multipliedBy(3);

    @TempDir
    static Path brokerFolder;

    private static Broker broker;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @TempDir
    Path folder;

    private final PosixMessageQueue queue = queues.create(10, 64);
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @BeforeAll
    static void startBroker() {
        broker = Broker.start(brokerFolder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private RunningProgram bridge(String direction, String topic) {
        RunningProgram bridge = queues.closing(new ForkedJvm()
                .start(BridgeProcess.class, direction, queue.name(), topic, broker.address(), journalFolder()));
        bridge.awaitLine("running");
        return bridge;
    }

    private Path journalFolder() {
        return folder.resolve("journal");
    }

    private int someMessages() {
        return 1 + random.nextInt(2000);
    }

    @Test
    void killsOfTheBridgeLoseOnlyWhatWasInHand() throws IOException {
        String topic = broker.topic("killed-bridge", 3);
        NumberedSender sender = queues.closing(NumberedSender.start(queue, PRIORITIES));
        try (TopicReader reader = new TopicReader(broker, topic)) {
            for (int kill = 0; kill < KILLS; kill++) {
                RunningProgram bridge = bridge("to-kafka", topic);
                reader.await(reader.poll().size() + someMessages());
                bridge.kill();
                assertThat(bridge.output()).isEqualTo("running\n");
            }
            RunningProgram last = bridge("to-kafka", topic);
            long sent = sender.end();
            Bounds.await("empty queue").atMost(WITH_A_START).until(() -> Queues.count(queue) == 0);
            last.terminate();
            sendRestOfJournal(topic);
            Arrivals arrivals = Arrivals.of(reader.readToEnd());
            assertThat(arrivals.missing(sent)).as("seed %d", seed).hasSizeLessThanOrEqualTo(KILLS);
            assertThat(arrivals.outOfOrder(PRIORITIES)).as("seed %d", seed).isEmpty();
            System.out.println(KILLS + " kills of the bridge: " + sent + " sent, "
                    + arrivals.missing(sent).size() + " lost, " + arrivals.repeated() + " twice");
        }
    }

    private void sendRestOfJournal(String topic) throws IOException {
        while (left() > 0) {
            bridge("to-kafka", topic).terminate();
        }
    }

    private long left() throws IOException {
        try (Journal journal = Journal.open(journalFolder(), 4 << 20, false)) {
            return journal.size();
        }
    }

    @Test
    void aKilledBrokerHoldsTheSenderAndLosesNothing() throws IOException {
        String topic = broker.topic("killed-broker", 3);
        NumberedSender sender = queues.closing(NumberedSender.start(queue, PRIORITIES));
        AtomicBoolean away = new AtomicBoolean();
        try (Journal journal = Journal.open(journalFolder(), 1 << 20, false);
                TopicReader reader = new TopicReader(broker, topic)) {
            QueueToKafka route = QueueToKafka.create(
                    LocalQueue.of(queue),
                    topic,
                    journal,
                    broker.client(),
                    KeptOrder.NUMBER,
                    notice -> away.set(notice.contains("is away")));
            RunningRoute running = queues.closing(RunningRoute.of(route));
            reader.await(someMessages());
            broker.kill();
            Bounds.await("notice, or a full journal, and a full queue")
                    .until(() -> away.get() && Queues.count(queue) == 10);
            broker.restart();
            reader.await(reader.poll().size() + someMessages());
            long sent = sender.end();
            Bounds.await("all acknowledged").until(() -> Queues.count(queue) == 0 && journal.size() == 0);
            running.close();
            Arrivals arrivals = Arrivals.of(reader.readToEnd());
            assertThat(arrivals.missing(sent)).as("seed %d", seed).isEmpty();
            assertThat(arrivals.outOfOrder(PRIORITIES)).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void killsOnTheWayBackLoseNothing() {
        String topic = broker.topic("killed-way-back", 1);
        int count = KILLS * 1000;
        try (TopicWriter writer = new TopicWriter(broker)) {
            writer.sendNumbers(topic, count);
        }
        List<Integer> arrived = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            RunningProgram bridge = bridge("to-queue", topic);
            int enough = Math.min(count, distinct(arrived) + 1 + random.nextInt(900));
            Bounds.await(enough + " messages").atMost(WITH_A_START).until(() -> receiveInto(arrived) >= enough);
            bridge.kill();
        }
        RunningProgram last = bridge("to-queue", topic);
        Bounds.await("all messages").atMost(WITH_A_START).until(() -> receiveInto(arrived) == count);
        last.terminate();
        List<Integer> firstTimes = arrived.stream().distinct().toList();
        assertThat(firstTimes).as("seed %d", seed).hasSize(count).isSorted();
        System.out.println(
                KILLS + " kills on the way back: " + count + " sent, 0 lost, " + (arrived.size() - count) + " twice");
    }

    private int receiveInto(List<Integer> arrived) {
        Queues.drain(queue).forEach(each -> arrived.add(Integer.valueOf(each)));
        return distinct(arrived);
    }

    private static int distinct(List<Integer> arrived) {
        return (int) arrived.stream().distinct().count();
    }
}
