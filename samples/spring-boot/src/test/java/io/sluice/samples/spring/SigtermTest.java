package io.sluice.samples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Checks;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.TestQueues;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The sample is stopped by SIGTERM at random moments beside a C program that sends at full speed, and two clients read its
 * events. Each message is then with a client or in the queue, once. Where a client was killed, its connection may have held
 * some that nobody else has.
 */
class SigtermTest {
    private static final int ROUNDS = Boolean.getBoolean("sluice.trial") ? 100 : Checks.or(1, 3);
    private static final int MOST_BEFORE_THE_STOP = 3000;
    private static final Pattern STARTED = Pattern.compile("Netty started on port (\\d+)");

    @TestFactory
    Stream<DynamicTest> noMessageIsLostOrDoubled() {
        long seed = Long.getLong("sluice.trial.seed", System.nanoTime());
        return IntStream.range(0, ROUNDS)
                .mapToObj(round -> DynamicTest.dynamicTest(
                        "round " + round + ", seed " + seed, () -> run(new Random(seed + round), round % 2 == 1)));
    }

    private static void run(Random random, boolean kills) {
        try (TestQueues queues = new TestQueues()) {
            PosixMessageQueue peer = queues.create(10, 64);
            try (RunningProgram application = new ForkedJvm()
                    .flags("-Xmx256m")
                    .start(OrdersApplication.class, "--server.port=0", "--sluice.queues.orders.name=" + peer.name())) {
                String url = "http://localhost:" + port(application) + "/orders";
                try (EventClient stays = EventClient.connect(url);
                        EventClient other = EventClient.connect(url);
                        RunningProgram sender = CProgram.of("mq_numbers").start(peer.name())) {
                    awaitMessages(stays, other, random.nextInt(MOST_BEFORE_THE_STOP));
                    if (kills) {
                        other.kill();
                        awaitMessages(
                                stays, other, stays.count() + other.count() + random.nextInt(MOST_BEFORE_THE_STOP));
                    }
                    RunningProgram.Exit exit = application.terminate();
                    assertThat(exit.status()).as(exit.output()).isEqualTo(128 + 15);
                    String[] said = sender.terminate().output().split("\n", -1);
                    check(peer, stays, other, kills, Long.parseLong(said[1]));
                }
            }
        }
    }

    private static void check(PosixMessageQueue peer, EventClient stays, EventClient other, boolean killed, long sent) {
        Set<Long> found = new HashSet<>();
        long count = 0;
        for (Long number : stays.numbers()) {
            found.add(number);
            count++;
        }
        for (Long number : other.numbers()) {
            found.add(number);
            count++;
        }
        for (PosixMessage left = peer.tryReceive(); left != null; left = peer.tryReceive()) {
            found.add(Long.valueOf(left.text()));
            count++;
        }
        assertThat(count).as("no message twice").isEqualTo(found.size());
        assertThat(stays.isWhole()).as("the response of the client that stayed").isTrue();
        assertThat(found).allMatch(number -> number >= 0 && number < sent);
        if (!killed) {
            assertThat(other.isWhole()).isTrue();
            assertThat(found).as("every message").hasSize((int) sent);
        }
        System.out.println("sent " + sent + ", streamed to the client that stayed "
                + stays.numbers().size()
                + ", to the other " + other.numbers().size() + (killed ? " (killed)" : "") + ", not found "
                + (sent - found.size()));
    }

    /** Until both clients have received something: one whose request comes behind the stop would get no response. */
    private static void awaitMessages(EventClient one, EventClient other, int count) {
        Bounds.await("messages")
                .until(() -> one.count() > 0 && other.count() > 0 && one.count() + other.count() >= count);
    }

    private static String port(RunningProgram application) {
        while (true) {
            Matcher started = STARTED.matcher(application.line());
            if (started.find()) {
                return started.group(1);
            }
        }
    }
}
