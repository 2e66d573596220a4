package io.sluice.trial.neighbour;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.ring.ProducerKind;
import io.sluice.ring.Ring;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingMessage;
import io.sluice.ring.RingProducer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * {@code CutRing KIND}: for each line with a name makes a ring of this name, says so, and uses it by two threads until each of them
 * has an error. Says which.
 */
final class CutRing {
    static final int CAPACITY = 1 << 16;
    private static final int WARM_UP = 300_000;
    private static final Set<Errno> CUT = EnumSet.of(Errno.EFAULT, Errno.EBADMSG);

    private CutRing() {}

    public static void main(String[] arguments) throws Exception {
        ProducerKind kind = ProducerKind.valueOf(arguments[0]);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        boolean isWarm = false;
        for (String name = input.readLine(); name != null; name = input.readLine()) {
            try (Ring ring = Ring.builder(name)
                            .capacity(CAPACITY)
                            .producers(kind)
                            .create();
                    RingProducer producer = ring.producer();
                    RingConsumer consumer = ring.consumer()) {
                if (!isWarm) {
                    warmUp(producer, consumer);
                    isWarm = true;
                }
                CompletableFuture<String> sent = CompletableFuture.supplyAsync(() -> send(producer));
                System.out.println("ready");
                String received = receive(consumer);
                System.out.println("sender: " + sent.join() + ", receiver: " + received);
            }
        }
    }

    /** What is compiled is what runs for most of a program's life. */
    private static void warmUp(RingProducer producer, RingConsumer consumer) {
        RingMessage message = RingMessage.of(1, new byte[100]);
        for (int i = 0; i < WARM_UP; i++) {
            while (!producer.tryWrite(message)) {
                consumer.read((type, bytes) -> true, Integer.MAX_VALUE);
            }
        }
    }

    private static String send(RingProducer producer) {
        RingMessage message = RingMessage.of(1, new byte[100]);
        while (true) {
            try {
                producer.tryWrite(message);
            } catch (ErrnoException | InternalError refused) {
                return explained(refused);
            }
        }
    }

    private static String receive(RingConsumer consumer) {
        byte[] bytes = new byte[CAPACITY];
        while (true) {
            try {
                consumer.read(
                        (type, message) -> {
                            message.get(bytes, 0, message.remaining());
                            return true;
                        },
                        Integer.MAX_VALUE);
            } catch (ErrnoException | InternalError refused) {
                return explained(refused);
            }
        }
    }

    private static String explained(Throwable refused) {
        if (refused instanceof ErrnoException error) {
            if (!CUT.contains(error.errno())) {
                throw new AssertionError("not what a ring that was cut off is refused with", error);
            }
            return String.valueOf(error.errno());
        }
        return "InternalError";
    }
}
