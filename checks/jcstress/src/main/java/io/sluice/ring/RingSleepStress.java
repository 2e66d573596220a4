package io.sluice.ring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sluice.time.WaitTimeout;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Neither side of a ring sleeps beside what it waits for. */
public class RingSleepStress {
    private static final RingMessage SHORT = RingMessage.of(1, new byte[8]);

    private RingSleepStress() {}

    @JCStressTest
    @Description(
            "A message comes while the consumer is about to sleep: whether it sleeps, and whether nobody wakes it up.")
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "asleep, and woken up")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "each has seen the other: a wake-up too many")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the consumer has seen the message and stays awake")
    @Outcome(id = "true, true", expect = FORBIDDEN, desc = "asleep for good, beside a message")
    @State
    public static class MessageAndSleep {
        private final StressedRing ring = StressedRing.take();
        private final RingProducer producer = ring.producer();
        private final SleepWord word = ring.open.consumerSleeps();
        private final RingReading reading = new RingReading(ring.open);

        @Actor
        public void fallAsleep(ZZ_Result result) {
            word.announce();
            result.r1 = !reading.holds();
        }

        @Actor
        public void send() {
            producer.tryWrite(SHORT);
        }

        @Arbiter
        public void look(ZZ_Result result) {
            result.r2 = ring.memory.intAt(RingLayout.CONSUMER_SLEEPS) == 1;
        }
    }

    @JCStressTest
    @Description("Room comes while a producer is about to sleep: whether it sleeps, and whether nobody wakes it up.")
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "asleep, and woken up")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "each has seen the other: a wake-up too many")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the producer has seen the room and stays awake")
    @Outcome(id = "true, true", expect = FORBIDDEN, desc = "asleep for good, beside room")
    @State
    public static class RoomAndSleep {
        private static final RingMessage LONG = RingMessage.of(1, new byte[StressedRing.CAPACITY / 8 - 8]);

        private final StressedRing ring = StressedRing.take();
        private final RingProducer producer = ring.producer();
        private final SleepWord word = ring.open.producersSleep();
        private final RingReading reading = new RingReading(ring.open);

        public RoomAndSleep() {
            while (producer.tryWrite(LONG)) {
                // until it is full
            }
        }

        @Actor
        public void fallAsleep(ZZ_Result result) {
            word.announce();
            result.r1 = !producer.tryWrite(SHORT);
        }

        @Actor
        public void receive() {
            reading.read((type, message) -> true, Integer.MAX_VALUE);
        }

        @Arbiter
        public void look(ZZ_Result result) {
            result.r2 = ring.memory.intAt(RingLayout.PRODUCERS_SLEEP) == 1;
        }
    }

    @JCStressTest
    @Description("A message comes while the consumer goes to sleep in the kernel: what the wait returns.")
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "there is a message")
    @Outcome(expect = FORBIDDEN, desc = "it has slept beside a message until its timeout")
    @State
    public static class MessageAndWait {
        private static final Duration LONG = Duration.ofSeconds(20);

        private final StressedRing ring = StressedRing.take();
        private final RingProducer producer = ring.producer();
        private final RingReading reading = new RingReading(ring.open);
        private final RingSleep sleep =
                new RingSleep(ring.open, ring.open.consumerSleeps(), LONG.toNanos(), new WaitTimeout(LONG));

        @Actor
        public void await(J_Result result) {
            result.r1 = sleep.await(reading);
            sleep.keepAlive();
        }

        @Actor
        public void send() {
            producer.tryWrite(SHORT);
        }
    }
}
