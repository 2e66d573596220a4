package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.ForkedJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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

/** Kafka's own server, a single node in KRaft mode, in a process of its own. It can be killed and started again. */
final class Broker implements AutoCloseable {
    private static final Duration STARTING = Duration.ofMinutes(2);

    private final Path folder;
    private final int port;
    private RunningProgram process;

    private final int portBehindProxy;

    private Broker(Path folder, List<Integer> ports, int proxyPort) throws IOException {
        this.folder = folder;
        port = ports.get(0);
        int controllerPort = ports.get(1);
        portBehindProxy = ports.get(2);
        Files.write(
                folder.resolve("server.properties"),
                List.of(
                        "process.roles=broker,controller",
                        "node.id=1",
                        "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
                        "controller.listener.names=CONTROLLER",
                        "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PROXIED:PLAINTEXT",
                        "listeners=PLAINTEXT://127.0.0.1:" + port + ",PROXIED://127.0.0.1:" + portBehindProxy
                                + ",CONTROLLER://127.0.0.1:" + controllerPort,
                        "advertised.listeners=PLAINTEXT://127.0.0.1:" + port + ",PROXIED://127.0.0.1:" + proxyPort,
                        "log.dirs=" + data(),
                        "offsets.topic.replication.factor=1",
                        "offsets.topic.num.partitions=1",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "share.coordinator.state.topic.replication.factor=1",
                        "share.coordinator.state.topic.min.isr=1",
                        "group.initial.rebalance.delay.ms=0",
                        "auto.create.topics.enable=false",
                        "log.cleaner.dedupe.buffer.size=4194304",
                        "log.index.size.max.bytes=65536",
                        "num.io.threads=2",
                        "num.network.threads=1",
                        "background.threads=2"));
        process = launch();
    }

    /** Starts a broker, and waits until it answers. */
    static Broker start(Path folder) {
        return startBehind(1, folder);
    }

    /** Starts a broker that sends those who come to {@link #portBehindProxy()} to the port of a proxy. */
    static Broker startBehind(int proxyPort, Path folder) {
        try {
            Broker broker = new Broker(folder, freePorts(), proxyPort);
            broker.awaitAnswer();
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Integer> freePorts() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket first = new ServerSocket(0, 1, loopback);
                ServerSocket second = new ServerSocket(0, 1, loopback);
                ServerSocket third = new ServerSocket(0, 1, loopback)) {
            return List.of(first.getLocalPort(), second.getLocalPort(), third.getLocalPort());
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private RunningProgram launch() {
        return new ForkedJvm()
                .flags("-Xmx256m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error")
                .start(BrokerProcess.class, folder.resolve("server.properties"), data());
    }

    private void awaitAnswer() {
        try (Admin admin = admin()) {
            Awaitility.await("broker")
                    .atMost(STARTING)
                    .failFast(() ->
                            assertThat(process.isAlive()).as(process.output()).isTrue())
                    .ignoreExceptions()
                    .until(() -> !admin.describeCluster().nodes().get().isEmpty());
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    int portBehindProxy() {
        return portBehindProxy;
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
}
