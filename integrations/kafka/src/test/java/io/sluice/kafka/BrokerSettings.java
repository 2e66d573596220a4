package io.sluice.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.core.TerminalFailureException;

/**
 * The settings of one of Kafka's servers. Each is a broker and a controller, and knows the ports of all before it starts.
 *
 * @param id its number in the cluster, from 1
 * @param port where clients come
 * @param portBehindProxy where those come who are sent to a proxy
 * @param controllerPort where the other servers come
 */
record BrokerSettings(int id, int port, int portBehindProxy, int controllerPort) {
    private static final int PORTS = 3;
    private static final int TRIES = 3;
    private static final String HOST = "127.0.0.1:";

    /**
     * What is started on ports that were free. Where a server ends before it answers, another process may have taken one of
     * them meanwhile: it is started again on other ones.
     */
    static <T> T onFreePorts(int nodes, Function<List<BrokerSettings>, T> start) {
        for (int left = TRIES - 1; ; left--) {
            try {
                return start.apply(cluster(nodes));
            } catch (TerminalFailureException ended) {
                if (left == 0) {
                    throw ended;
                }
            }
        }
    }

    /** Servers of one cluster, on ports that are free. */
    private static List<BrokerSettings> cluster(int nodes) {
        List<Integer> ports = freePorts(nodes * PORTS);
        List<BrokerSettings> all = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            int first = node * PORTS;
            all.add(new BrokerSettings(node + 1, ports.get(first), ports.get(first + 1), ports.get(first + 2)));
        }
        return all;
    }

    private static List<Integer> freePorts(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket each : held) {
                each.close();
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return HOST + port;
    }

    private String voter() {
        return id + "@" + HOST + controllerPort;
    }

    /** The lines of the server's file. What Kafka keeps for itself has as many copies as there are servers. */
    List<String> lines(List<BrokerSettings> cluster, int proxyPort, Path data) {
        int copies = cluster.size();
        int copiesInSync = copies / 2 + 1;
        return List.of(
                "process.roles=broker,controller",
                "node.id=" + id,
                "controller.quorum.voters="
                        + cluster.stream().map(BrokerSettings::voter).collect(Collectors.joining(",")),
                "controller.listener.names=CONTROLLER",
                "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PROXIED:PLAINTEXT",
                "listeners=PLAINTEXT://" + address() + ",PROXIED://" + HOST + portBehindProxy + ",CONTROLLER://" + HOST
                        + controllerPort,
                "advertised.listeners=PLAINTEXT://" + address() + ",PROXIED://" + HOST + proxyPort,
                "log.dirs=" + data,
                "default.replication.factor=" + copies,
                "min.insync.replicas=" + copiesInSync,
                "offsets.topic.replication.factor=" + copies,
                "offsets.topic.num.partitions=1",
                "transaction.state.log.replication.factor=" + copies,
                "transaction.state.log.min.isr=" + copiesInSync,
                "share.coordinator.state.topic.replication.factor=" + copies,
                "share.coordinator.state.topic.min.isr=" + copiesInSync,
                // When the others notice that one was killed.
                "broker.session.timeout.ms=4000",
                "broker.heartbeat.interval.ms=500",
                "group.initial.rebalance.delay.ms=0",
                "auto.create.topics.enable=false",
                "log.cleaner.dedupe.buffer.size=4194304",
                "log.index.size.max.bytes=65536",
                "num.io.threads=2",
                "num.network.threads=1",
                "background.threads=2");
    }
}
