package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;

/**
 * What a route adds to the queue and to Kafka. It prints, and judges little: rates are those of the machine at that moment. {@code
 * -Dsluice.kafka.throughput=5} sets the seconds of each measurement, without which it is skipped. {@code -Dsluice.kafka.tools=} is the
 * class path of Kafka's tools ({@code kafka-tools} and {@code argparse4j}), which the rates are compared with.
 */
class ThroughputTest {
    private static final int SECONDS = Integer.getInteger("sluice.kafka.throughput", 0);
    private static final String TOOLS = System.getProperty("sluice.kafka.tools", "");
    private static final int ROUNDS = 3;
    private static final int PAYLOAD = 64;
    private static final int SINGLE_MESSAGES = 500;
    private static final Pattern RATE = Pattern.compile("\\d+ records sent, ([\\d.]+) records/sec");

    @TempDir
    static Path brokerFolder;

    private static Broker broker;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @TempDir
    Path folder;

    private final PosixMessageQueue queue = queues.create(10, PAYLOAD);

    @BeforeAll
    static void startBroker() {
        assumeThat(SECONDS)
                .as("the seconds of a measurement: set them with -Dsluice.kafka.throughput=5")
                .isPositive();
        broker = Broker.start(brokerFolder);
    }

    @AfterAll
    static void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    /** Messages in a second, behind some time to become warm. */
    private static double rate(LongSupplier count) {
        pass(Duration.ofSeconds(SECONDS));
        long start = System.nanoTime();
        long before = count.getAsLong();
        pass(Duration.ofSeconds(SECONDS));
        long sent = count.getAsLong() - before;
        return sent * 1e9 / (System.nanoTime() - start);
    }

    private static void pass(Duration time) {
        long start = System.nanoTime();
        Awaitility.await("time of a measurement")
                .atMost(time.plus(Bounds.SOON))
                .until(() -> System.nanoTime() - start >= time.toNanos());
    }

    private RunningProgram sender() {
        return CProgram.of("numbered_send").start(queue.name(), 1, PAYLOAD);
    }

    private double queueAlone() {
        LongAdder count = new LongAdder();
        Disposable receiving = PosixMqReceiver.create(queue).receive().subscribe(message -> count.increment());
        try (RunningProgram sending = sender()) {
            sending.awaitLine("sending");
            return rate(count::sum);
        } finally {
            receiving.dispose();
        }
    }

    private double bridge(String topic) throws IOException {
        try (Journal journal = Journal.open(folder.resolve("journal"), 64 << 20, false);
                TopicReader reader = new TopicReader(broker, topic);
                RunningRoute route =
                        RunningRoute.of(QueueToKafka.create(LocalQueue.of(queue), topic, journal, broker.client()));
                RunningProgram sending = sender()) {
            assertThat(route).isNotNull();
            sending.awaitLine("sending");
            return rate(reader::size);
        }
    }

    private double tool(String topic, long records) {
        try (RunningProgram tool = new ForkedJvm()
                .classPath(System.getProperty("java.class.path"), TOOLS)
                .start(ProducerPerformanceProcess.class, topic, records, PAYLOAD, broker.address())) {
            RunningProgram.Exit exit = tool.awaitExit(Duration.ofMinutes(5));
            assertThat(exit.status()).as(exit.output()).isZero();
            double rate = 0;
            Matcher lines = RATE.matcher(exit.output());
            while (lines.find()) {
                rate = Double.parseDouble(lines.group(1));
            }
            return rate;
        }
    }

    @Test
    void theRateBesideThatOfTheQueueAndThatOfKafkasOwnTool() throws IOException {
        assumeThat(TOOLS)
                .as("the class path of Kafka's tools: set it with -Dsluice.kafka.tools=")
                .isNotEmpty();
        String topic = broker.topic("rate", 1);
        double[] ratios = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            double alone = queueAlone();
            double bridge = bridge(topic);
            double tool = tool(topic, Math.max(100_000, (long) (2 * SECONDS * bridge)));
            ratios[round] = bridge / Math.min(alone, tool);
            System.out.printf(
                    Locale.ROOT,
                    "64 bytes: queue alone %,.0f/s, Kafka's tool %,.0f/s, bridge %,.0f/s: %.2f of the smaller%n",
                    alone,
                    tool,
                    bridge,
                    ratios[round]);
        }
        Arrays.sort(ratios);
        System.out.printf(Locale.ROOT, "median ratio %.2f%n", ratios[ROUNDS / 2]);
        assertThat(ratios[ROUNDS / 2]).isPositive();
    }

    /** From a send until a consumer has the message, in milliseconds: the median of the second half. */
    private static double latency(TopicReader reader, Runnable send) {
        double[] times = new double[SINGLE_MESSAGES];
        for (int i = 0; i < 2 * SINGLE_MESSAGES; i++) {
            int wanted = reader.count() + 1;
            long start = System.nanoTime();
            send.run();
            Bounds.awaitSpinning("record", () -> reader.count() >= wanted);
            times[i % SINGLE_MESSAGES] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return times[SINGLE_MESSAGES / 2];
    }

    @Test
    void theLatencyThatIsAdded() throws IOException {
        String topic = broker.topic("latency", 1);
        String text = "x".repeat(PAYLOAD);
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        double direct;
        try (TopicWriter writer = new TopicWriter(broker);
                TopicReader reader = new TopicReader(broker, topic)) {
            direct = latency(reader, () -> writer.send(topic, text));
        }
        double bridged;
        try (Journal journal = Journal.open(folder.resolve("journal"), 64 << 20, false);
                TopicReader reader = new TopicReader(broker, topic);
                RunningRoute route =
                        RunningRoute.of(QueueToKafka.create(LocalQueue.of(queue), topic, journal, broker.client()))) {
            assertThat(route).isNotNull();
            reader.readToEnd();
            bridged = latency(reader, () -> queue.trySend(payload, 0));
        }
        System.out.printf(
                Locale.ROOT,
                "one message of 64 bytes until a consumer has it: by Kafka's producer %.2f ms, by the bridge %.2f ms (medians)%n",
                direct,
                bridged);
    }
}
