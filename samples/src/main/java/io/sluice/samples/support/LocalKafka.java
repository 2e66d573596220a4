package io.sluice.samples.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;

/** Kafka's own server in a process of its own, on ports of this machine alone; gone with all its data when closed. */
public final class LocalKafka implements AutoCloseable {
    /** The first JDK that would warn of what Kafka's server calls, on the standard error of the sample. */
    private static final int WARNS_OF_UNSAFE = 24;

    private final Path folder;
    private final String address;
    private final Process server;

    private LocalKafka(Path folder) throws IOException {
        this.folder = folder;
        String controller;
        try (ServerSocket one = freePort();
                ServerSocket other = freePort()) {
            address = "localhost:" + one.getLocalPort();
            controller = "localhost:" + other.getLocalPort();
        }
        Path settings = Files.write(
                folder.resolve("server.properties"),
                List.of(
                        "process.roles=broker,controller",
                        "node.id=1",
                        "controller.quorum.voters=1@" + controller,
                        "controller.listener.names=CONTROLLER",
                        "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
                        "listeners=PLAINTEXT://" + address + ",CONTROLLER://" + controller,
                        "log.dirs=" + folder.resolve("data"),
                        "offsets.topic.replication.factor=1",
                        "offsets.topic.num.partitions=1",
                        "group.initial.rebalance.delay.ms=0"));
        await(silent(
                "kafka.tools.StorageTool", "format", "-t", Uuid.randomUuid().toString(), "-c", settings.toString()));
        server = silent("kafka.Kafka", settings.toString());
    }

    /**
     * Starts a server with a topic of one partition, and waits until it answers.
     *
     * @param topic the name of the topic
     * @return the running server, to be closed
     * @throws IOException if it cannot be started
     */
    public static LocalKafka start(String topic) throws IOException {
        LocalKafka kafka = new LocalKafka(Files.createTempDirectory("sluice-kafka-"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.address))) {
            admin.createTopics(Set.of(new NewTopic(topic, 1, (short) 1))).all().get();
            return kafka;
        } catch (ExecutionException | InterruptedException e) {
            kafka.close();
            throw new IOException("Kafka does not answer at " + kafka.address, e);
        }
    }

    private static ServerSocket freePort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static Process silent(String main, String... arguments) throws IOException {
        ProcessBuilder builder = OtherJvm.builder(main, arguments).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        if (Runtime.version().feature() >= WARNS_OF_UNSAFE) {
            builder.command().add(1, "--sun-misc-unsafe-memory-access=allow");
        }
        return builder.start();
    }

    private static void await(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Where clients find it.
     *
     * @return host and port
     */
    public String address() {
        return address;
    }

    /**
     * A folder that is gone when this is closed.
     *
     * @return the folder
     */
    public Path folder() {
        return folder;
    }

    /** Ends the server, and deletes its data. */
    @Override
    public void close() {
        server.destroy();
        await(server);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
