package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mqueue.PosixMessage;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.testing.SeededNumbers;
import java.util.Arrays;
import java.util.stream.LongStream;

/** The messages of {@code garbage.c}, made once more from the same seed. */
final class Garbage {
    /** The longest message, in bytes. */
    static final int LONGEST = 512;

    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final SeededNumbers random;

    Garbage(long seed) {
        random = new SeededNumbers(seed);
    }

    PosixMessage nextPosix() {
        byte[] payload = nextPayload();
        return PosixMessage.of(payload, (int) upTo(PosixMessage.MAX_PRIORITY));
    }

    SysvMessage nextSysv() {
        byte[] payload = nextPayload();
        return SysvMessage.of(1 + upTo(Long.MAX_VALUE - 1), payload);
    }

    private byte[] nextPayload() {
        byte[] payload = new byte[(int) upTo(LONGEST)];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (random.next() >>> 56);
        }
        return payload;
    }

    private long upTo(long most) {
        long number = random.next();
        return switch ((int) (number >>> 62)) {
            case 0 -> 0;
            case 1 -> most;
            default -> Long.remainderUnsigned(number, most + 1);
        };
    }

    /** A number that another priority, or another byte, would make another one. */
    static long fingerprint(PosixMessage message) {
        long print = FNV_BASIS ^ message.priority();
        for (byte each : message.payload()) {
            print = (print ^ each) * FNV_PRIME;
        }
        return (print ^ message.size()) * FNV_PRIME;
    }

    /** Fails where one is received that is not of the first so many messages of a seed, or one of them twice. */
    static void assertWhole(LongStream received, long seed, int count) {
        Garbage garbage = new Garbage(seed);
        long[] sent = LongStream.generate(() -> fingerprint(garbage.nextPosix()))
                .limit(count)
                .sorted()
                .toArray();
        int next = 0;
        for (long print : received.sorted().toArray()) {
            int found = Arrays.binarySearch(sent, next, count, print);
            assertThat(found)
                    .as("a message was received that was not sent, or twice; seed %d", seed)
                    .isNotNegative();
            next = firstOf(sent, found, next) + 1;
        }
    }

    /** Equal messages stand beside each other, such as the empty ones of one priority. */
    private static int firstOf(long[] prints, int found, int from) {
        int first = found;
        while (first > from && prints[first - 1] == prints[found]) {
            first--;
        }
        return first;
    }
}
