package io.sluice.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartitionInfo;
import org.awaitility.Awaitility;

/** Brokers that replace each other. Each topic is on all of them, and an acknowledged record on most of them. */
final class BrokerCluster implements AutoCloseable {
    private static final Duration RECOVERING = Duration.ofMinutes(2);

    private final List<Broker> brokers = new ArrayList<>();

    private BrokerCluster() {}

    /** Starts brokers, and waits until all answer. */
    static BrokerCluster start(int nodes, Path folder) {
        return BrokerSettings.onFreePorts(nodes, all -> start(all, folder));
    }

    private static BrokerCluster start(List<BrokerSettings> all, Path folder) {
        BrokerCluster cluster = new BrokerCluster();
        try {
            for (BrokerSettings each : all) {
                Path own = Files.createDirectories(folder.resolve(Integer.toString(each.id())));
                cluster.brokers.add(Broker.launch(each, all, 1, own));
            }
            cluster.brokers.forEach(Broker::awaitAnswer);
            return cluster;
        } catch (IOException e) {
            cluster.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    String addresses() {
        return brokers.stream().map(Broker::address).collect(Collectors.joining(","));
    }

    Map<String, String> client() {
        return Map.of("bootstrap.servers", addresses());
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", addresses()));
    }

    /** Creates a topic of one partition. */
    String topic(String name) {
        try (Admin admin = admin()) {
            admin.createTopics(Set.of(new NewTopic(name, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            awaitAllInSync(name);
            return name;
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until each broker has the whole topic, so that each may become its leader. */
    void awaitAllInSync(String topic) {
        try (Admin admin = admin()) {
            Awaitility.await("copies of " + topic)
                    .atMost(RECOVERING)
                    .ignoreExceptions()
                    .until(() -> partition(admin, topic).isr().size() == brokers.size());
        }
    }

    /** Which one leads the topic. */
    Broker leader(String topic) {
        try (Admin admin = admin()) {
            int id = partition(admin, topic).leader().id();
            return brokers.stream().filter(each -> each.id() == id).findFirst().orElseThrow();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until a broker leads the topic that is not this one, which was killed. */
    void awaitOtherLeader(String topic, Broker killed) {
        Awaitility.await("another leader of " + topic)
                .atMost(RECOVERING)
                .ignoreExceptions()
                .until(() -> !leader(topic).equals(killed));
    }

    private static TopicPartitionInfo partition(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        return admin.describeTopics(Set.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .get(0);
    }

    @Override
    public void close() {
        brokers.forEach(Broker::close);
    }
}
