package io.sluice.trial.conservation;

import io.sluice.ring.RingMessage;
import io.sluice.trial.NumberedRingMessages;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of each producer have arrived: each once, whole, and at each subscriber in its producer's order. What a
 * subscriber who has cancelled has in hand may be counted when the next one has received others. Counts without an object for
 * each message.
 */
final class RingArrivals {
    /** Of all subscribers who have ended and are not off the processor for good. */
    private static final int MOST_IN_HAND = 64;

    private final NumberedRingMessages messages;
    private final long each;
    private final long[] next;
    /** The numbers before the next one of a producer that are in hand. */
    private final long[][] inHand;

    private final int[] inHandCount;
    private volatile long count;
    private volatile @Nullable AssertionError wrong;

    RingArrivals(int producers, long each, int longest) {
        this.each = each;
        messages = new NumberedRingMessages(longest);
        next = new long[producers];
        inHand = new long[producers][MOST_IN_HAND];
        inHandCount = new int[producers];
    }

    /** One subscriber, whose elements come one after the other. */
    final class Subscriber {
        private final long[] behind = new long[next.length];

        void arrived(Object element) {
            RingMessage message = (RingMessage) element;
            try {
                long number = messages.check(message);
                int producer = message.type() - 1;
                if (number < behind[producer] || number >= each) {
                    throw new AssertionError("message " + number + " of producer " + producer + " behind "
                            + behind[producer] + " others at one subscriber");
                }
                behind[producer] = number + 1;
                add(producer, number);
            } catch (AssertionError failure) {
                wrong = failure;
            }
        }
    }

    private synchronized void add(int producer, long number) {
        while (next[producer] < number) {
            putInHand(producer, next[producer]++);
        }
        if (number == next[producer]) {
            next[producer]++;
        } else if (!removeInHand(producer, number)) {
            throw new AssertionError("message " + number + " of producer " + producer + " once more");
        }
        count++;
    }

    private void putInHand(int producer, long number) {
        if (inHandCount[producer] == MOST_IN_HAND) {
            throw new AssertionError("message " + number + " of producer " + producer + " has not arrived");
        }
        inHand[producer][inHandCount[producer]++] = number;
    }

    private boolean removeInHand(int producer, long number) {
        for (int i = 0; i < inHandCount[producer]; i++) {
            if (inHand[producer][i] == number) {
                inHand[producer][i] = inHand[producer][--inHandCount[producer]];
                return true;
            }
        }
        return false;
    }

    /** Each number of each producer counts once, so all have arrived where there are so many. */
    long count() {
        return count;
    }

    /** Also of a subscriber who has ended long ago. */
    boolean hasFailed() {
        return wrong != null;
    }

    void assertNothingFailed() {
        AssertionError failure = wrong;
        if (failure != null) {
            throw new AssertionError(this + " have arrived", failure);
        }
    }

    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder();
        for (int producer = 0; producer < next.length; producer++) {
            long[] missing = Arrays.copyOf(inHand[producer], inHandCount[producer]);
            text.append(next[producer])
                    .append(" without ")
                    .append(Arrays.toString(missing))
                    .append("; ");
        }
        return text.toString();
    }
}
