package io.sluice.samples;

import io.sluice.kafka.Journal;
import io.sluice.kafka.KafkaToQueue;
import io.sluice.kafka.LocalQueue;
import io.sluice.kafka.QueueToKafka;
import io.sluice.reactor.process.Processes;
import io.sluice.samples.support.CDaemon;
import io.sluice.samples.support.LocalKafka;
import io.sluice.samples.support.NamedQueue;
import io.sluice.samples.support.OtherHost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * A C program on each of two hosts, and Kafka between them: {@code order_sender.c} sends to a queue, a bridge carries the messages to
 * a topic, a second one carries them to a queue of the same name on the other host, and {@code order_printer.c} prints them. The hosts
 * are IPC namespaces of this machine. The sample starts Kafka's server, too.
 */
public final class TwoHosts {
    private static final String QUEUE = "/orders";
    private static final String TOPIC = "orders";
    private static final String ORDERS = "5";
    private static final int MAX_MESSAGES = 10;
    private static final long JOURNAL_BYTES = 1 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private TwoHosts() {}

    /**
     * Carries five orders from one host to the other.
     *
     * @param args none; each host gets its part, the address of Kafka, and a folder
     * @throws IOException if a process cannot be started, or the journal cannot be opened
     */
    public static void main(String[] args) throws IOException {
        if (args.length > 0) {
            Map<String, String> client = Map.of("bootstrap.servers", args[1]);
            if (args[0].equals("sender")) {
                fromQueueToKafka(client, Path.of(args[2]));
            } else {
                fromKafkaToQueue(client);
            }
        } else if (!CDaemon.lacksCompiler() && !OtherHost.isForbidden()) {
            String self = TwoHosts.class.getName();
            try (LocalKafka kafka = LocalKafka.start(TOPIC);
                    OtherHost sender = OtherHost.start(self, "sender", kafka.address(), "" + kafka.folder());
                    OtherHost printer = OtherHost.start(self, "printer", kafka.address())) {
                Processes processes = Processes.create();
                // The sender waits until it is closed, unless it fails.
                Mono.firstWithSignal(processes.exited(printer.process()), processes.exited(sender.process()))
                        .block(PATIENCE);
            }
        }
    }

    private static void fromQueueToKafka(Map<String, String> client, Path folder) throws IOException {
        try (NamedQueue queue = NamedQueue.create(QUEUE, MAX_MESSAGES);
                Journal journal = Journal.open(folder.resolve("journal"), JOURNAL_BYTES, false);
                CDaemon sender = CDaemon.start("order_sender", QUEUE, ORDERS)) {
            QueueToKafka route = QueueToKafka.create(LocalQueue.of(queue.queue()), TOPIC, journal, client);
            Mono<Void> end = Processes.create()
                    .exited(sender.process())
                    .then(OtherHost.endIsWanted())
                    .doOnSuccess(wanted -> route.stop());
            Mono.when(route.run(), end).block(PATIENCE);
        }
    }

    private static void fromKafkaToQueue(Map<String, String> client) {
        try (NamedQueue queue = NamedQueue.create(QUEUE, MAX_MESSAGES);
                CDaemon printer = CDaemon.start("order_printer", QUEUE, ORDERS)) {
            KafkaToQueue route = KafkaToQueue.create(TOPIC, LocalQueue.of(queue.queue()), "printer", client);
            Mono<Void> end = Processes.create().exited(printer.process()).then().doOnSuccess(all -> route.stop());
            Mono.when(route.run(), end).block(PATIENCE);
        }
    }
}
