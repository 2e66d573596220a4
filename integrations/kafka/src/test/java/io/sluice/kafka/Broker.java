package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.ForkedJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;

/** Kafka's own server in KRaft mode, in a process of its own. It can be killed and started again. */
final class Broker implements AutoCloseable {
    private static final Duration STARTING = Duration.ofMinutes(2);

    private final Path folder;
    private final BrokerSettings settings;
    private RunningProgram process;

    private Broker(Path folder, BrokerSettings settings) {
        this.folder = folder;
        this.settings = settings;
        process = launch();
    }

    /** One for all tests that only use it, each with topics of its own. It ends with this JVM. */
    static Broker shared() {
        return Shared.BROKER;
    }

    /** Starts a single broker, and waits until it answers. */
    static Broker start(Path folder) {
        return startBehind(1, folder);
    }

    /** Starts a broker that sends those who come to {@link #portBehindProxy()} to the port of a proxy. */
    static Broker startBehind(int proxyPort, Path folder) {
        return BrokerSettings.onFreePorts(1, single -> {
            Broker broker = launch(single.get(0), single, proxyPort, folder);
            try {
                broker.awaitAnswer();
                return broker;
            } catch (RuntimeException | Error e) {
                broker.close();
                throw e;
            }
        });
    }

    /** Starts one of a cluster, and does not wait: it answers when most of them run. */
    static Broker launch(BrokerSettings settings, List<BrokerSettings> cluster, int proxyPort, Path folder) {
        try {
            Files.write(
                    folder.resolve("server.properties"), settings.lines(cluster, proxyPort, folder.resolve("data")));
            return new Broker(folder, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunningProgram launch() {
        return new ForkedJvm()
                .flags("-Xmx256m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error")
                .start(BrokerProcess.class, folder.resolve("server.properties"), folder.resolve("data"));
    }

    void awaitAnswer() {
        try (Admin admin = admin()) {
            Awaitility.await("broker")
                    .atMost(STARTING)
                    .failFast(() ->
                            assertThat(process.isAlive()).as(process.output()).isTrue())
                    .ignoreExceptions()
                    .until(() -> admin.describeCluster().nodes().get().stream()
                            .anyMatch(node -> node.id() == settings.id()));
        }
    }

    /** Its number in the cluster. */
    int id() {
        return settings.id();
    }

    String address() {
        return settings.address();
    }

    int portBehindProxy() {
        return settings.portBehindProxy();
    }

    Map<String, String> client() {
        return Map.of("bootstrap.servers", address());
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", address()));
    }

    /** Creates a topic. */
    String topic(String name, int partitions) {
        try (Admin admin = admin()) {
            admin.createTopics(Set.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
            return name;
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** SIGKILL. Its data stay. */
    void kill() {
        process.kill();
        process.close();
    }

    /** Starts it again, on the same port and with its data. */
    void restart() {
        process = launch();
        awaitAnswer();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }

    private static final class Shared {
        static final Broker BROKER = startedInTheBuildsFolder();

        private static Broker startedInTheBuildsFolder() {
            try {
                Broker broker = start(Files.createTempDirectory(Path.of("target"), "broker-"));
                Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
                return broker;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
