package io.sluice.kafka;

import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Stoppable;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import reactor.core.publisher.Mono;

/** The main class of a bridge that is killed, or ended in order by SIGTERM. */
final class BridgeProcess {
    private static final long CAPACITY = 4 << 20;

    private static final CountDownLatch ENDED = new CountDownLatch(1);

    private BridgeProcess() {}

    public static void main(String[] arguments) throws Exception {
        boolean toKafka = arguments[0].equals("to-kafka");
        String name = arguments[1];
        String topic = arguments[2];
        String broker = arguments[3];
        if (toKafka) {
            try (PosixMessageQueue queue = PosixMessageQueue.open(name, PosixAccess.READ);
                    Journal journal = Journal.open(Path.of(arguments[4]), CAPACITY, false)) {
                journal.damage().forEach(System.out::println);
                QueueToKafka route =
                        QueueToKafka.create(LocalQueue.of(queue), topic, journal, Map.of("bootstrap.servers", broker));
                run(route, route.run());
            }
        } else {
            try (PosixMessageQueue queue = PosixMessageQueue.open(name, PosixAccess.WRITE)) {
                // The next process is the same member, and need not wait until the group has noticed the end of this
                // one.
                Map<String, String> client = Map.of("bootstrap.servers", broker, "group.instance.id", "killed");
                KafkaToQueue route = KafkaToQueue.create(topic, LocalQueue.of(queue), "killed", client);
                run(route, route.run());
            }
        }
        ENDED.countDown();
    }

    private static void run(Stoppable route, Mono<Void> run) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            route.stop();
            try {
                ENDED.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        System.out.println("running");
        run.block();
    }
}
