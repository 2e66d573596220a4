package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.LongTest;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three brokers with a copy of the topic each, of which two have an acknowledged record: the leader is killed by SIGKILL under load,
 * and another one goes on. {@code -Dsluice.kafka.failovers=50} sets how many leaders are killed in each direction, one after the other.
 */
@LongTest
class FailoverTest {
    private static final int FAILOVERS = Integer.getInteger("sluice.kafka.failovers", 1);
    private static final int PRIORITIES = 3;
    private static final int MESSAGES = 1000;
    private static final int CAPACITY = 1 << 18;
    /** More than the journal has room for. */
    private static final int MORE = 10_000;

    private static final int COUNT = 20_000;
    /** The other brokers notice an end after 4 seconds, and clients some time later. */
    private static final Duration BOUND = Duration.ofMinutes(2);

    @TempDir
    static Path brokerFolder;

    private static BrokerCluster cluster;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @TempDir
    Path folder;

    private final PosixMessageQueue queue = queues.create(10, 64);

    @BeforeAll
    static void startBrokers() {
        cluster = BrokerCluster.start(3, brokerFolder);
    }

    @AfterAll
    static void stopBrokers() {
        cluster.close();
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(BOUND).pollInterval(Duration.ofMillis(1)).until(condition);
    }

    private static void killLeader(String topic, Runnable behindIt) {
        Broker leader = cluster.leader(topic);
        leader.kill();
        cluster.awaitOtherLeader(topic, leader);
        behindIt.run();
        leader.restart();
    }

    @Test
    void onTheWayToKafkaAnotherLeaderGoesOnAndNothingIsLost() throws IOException {
        long sent = 0;
        int twice = 0;
        for (int kill = 0; kill < FAILOVERS; kill++) {
            Arrivals arrivals = toKafka(cluster.topic("failover-out-" + kill), folder.resolve("journal-" + kill));
            sent += arrivals.distinct();
            twice += arrivals.repeated();
        }
        System.out.println(FAILOVERS + " failovers to Kafka: " + sent + " sent, 0 lost, " + twice + " twice");
    }

    private Arrivals toKafka(String topic, Path journalFolder) throws IOException {
        try (Journal journal = Journal.open(journalFolder, CAPACITY, false);
                TopicReader reader = new TopicReader(cluster.client(), topic);
                RunningRoute route =
                        RunningRoute.of(QueueToKafka.create(LocalQueue.of(queue), topic, journal, cluster.client()));
                NumberedSender sender = NumberedSender.start(queue, PRIORITIES)) {
            await("messages before the kill", () -> reader.count() >= MESSAGES);
            List<Arrivals> arrivals = new ArrayList<>();
            killLeader(topic, () -> {
                int before = reader.count();
                await("messages behind the kill", () -> reader.count() >= before + MORE);
                long sent = sender.end();
                await("all acknowledged", () -> Queues.count(queue) == 0 && journal.size() == 0);
                arrivals.add(Arrivals.of(reader.readToEnd()));
                assertThat(arrivals.get(0).missing(sent)).isEmpty();
                assertThat(arrivals.get(0).outOfOrder(PRIORITIES)).isEmpty();
            });
            assertThat(route).isNotNull();
            return arrivals.get(0);
        }
    }

    @Test
    void onTheWayBackAnotherLeaderGoesOnAndNothingIsLost() {
        int twice = 0;
        for (int kill = 0; kill < FAILOVERS; kill++) {
            twice += fromKafka(cluster.topic("failover-back-" + kill)) - COUNT;
        }
        System.out.println(
                FAILOVERS + " failovers from Kafka: " + FAILOVERS * COUNT + " sent, 0 lost, " + twice + " twice");
    }

    /** Says how many have arrived. */
    private int fromKafka(String topic) {
        try (TopicWriter writer = new TopicWriter(cluster.client())) {
            writer.sendNumbers(topic, COUNT);
        }
        Map<String, String> client = new HashMap<>(cluster.client());
        // One batch at a time: otherwise all is with the client before the kill.
        client.put("max.partition.fetch.bytes", "1024");
        List<Integer> arrived = new ArrayList<>();
        try (RunningRoute route = RunningRoute.of(KafkaToQueue.create(topic, LocalQueue.of(queue), topic, client))) {
            assertThat(route).isNotNull();
            await("messages before the kill", () -> receiveInto(arrived) >= MESSAGES);
            killLeader(topic, () -> {
                assertThat(arrived).hasSizeLessThan(COUNT);
                await(
                        "the last message",
                        () -> receiveInto(arrived) >= COUNT && arrived.get(arrived.size() - 1) == COUNT - 1);
            });
        }
        assertThat(arrived.stream().distinct().toList()).hasSize(COUNT).isSorted();
        return arrived.size();
    }

    private int receiveInto(List<Integer> arrived) {
        Queues.drain(queue).forEach(each -> arrived.add(Integer.valueOf(each)));
        return arrived.size();
    }
}
