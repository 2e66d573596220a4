package io.sluice.trial.kill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * What became of the messages 0, 1, 2 and so on, which every sender continues where the one before it was killed. Message n
 * has priority {@code n % PRIORITIES}. Processes of one role follow each other, so within a priority the kernel gives
 * every message to a receiver that is not before the one which got its predecessor: that shows which kill may have cost it.
 */
final class Ledger {
    static final int PRIORITIES = 3;

    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record Receiver(boolean killed, int subscriptions, long[] first, long[] last) {}

    /** A message that the kernel took and nobody got, and the receivers whose end may have cost it. */
    private record Loss(long number, int earliest, int latest) {}

    /** What a killed sender meant to send without having heard that the kernel took it: from, up to but not including. */
    private record Doubt(long from, long to) {}

    private final BitSet received = new BitSet();
    private final List<Receiver> receivers = new ArrayList<>();
    private final List<Doubt> doubts = new ArrayList<>();
    private final long[] highest = new long[PRIORITIES];
    private long sent;
    private long duplicates;
    private long orderBreaks;

    Ledger() {
        Arrays.fill(highest, -1);
    }

    /** A sender has ended; the kernel has taken all before {@code taken}, and perhaps more, but not {@code meant}. */
    void senderEnded(long taken, long meant) {
        sent = meant;
        if (meant > taken) {
            doubts.add(new Doubt(taken, meant));
        }
    }

    /** A receiver has ended; what each of its subscriptions got, in that order. */
    void receiverEnded(List<long[]> numbers, boolean killed) {
        long[] first = new long[PRIORITIES];
        long[] last = new long[PRIORITIES];
        Arrays.fill(first, Long.MAX_VALUE);
        Arrays.fill(last, -1);
        for (long[] ofSubscription : numbers) {
            long[] before = highest.clone();
            for (long number : ofSubscription) {
                int priority = (int) (number % PRIORITIES);
                if (received.get((int) number)) {
                    duplicates++;
                } else if (number <= before[priority]) {
                    orderBreaks++;
                }
                received.set((int) number);
                before[priority] = number;
                first[priority] = Math.min(first[priority], number);
                last[priority] = Math.max(last[priority], number);
            }
        }
        for (int priority = 0; priority < PRIORITIES; priority++) {
            highest[priority] = Math.max(highest[priority], last[priority]);
        }
        receivers.add(new Receiver(killed, numbers.size(), first, last));
    }

    /** The account, when the last receiver has emptied the queue. */
    Account close() {
        long undelivered = 0;
        List<Loss> losses = new ArrayList<>();
        BitSet unsent = unsent();
        for (int number = received.nextClearBit(0); number < sent; number = received.nextClearBit(number + 1)) {
            if (unsent.get(number)) {
                undelivered++;
            } else {
                losses.add(loss(number));
            }
        }
        int unexplained = unexplained(losses);
        return new Account(received.cardinality(), losses.size(), unexplained, duplicates, orderBreaks, undelivered);
    }

    /** Sends leave in order: where one in doubt arrived, all before it did, and all behind the last such one never left. */
    private BitSet unsent() {
        BitSet unsent = new BitSet();
        for (Doubt doubt : doubts) {
            int arrived = received.previousSetBit((int) doubt.to - 1);
            unsent.set((int) Math.max(doubt.from, arrived + 1L), (int) doubt.to);
        }
        return unsent;
    }

    private Loss loss(long number) {
        int priority = (int) (number % PRIORITIES);
        int earliest = 0;
        int latest = receivers.size() - 1;
        for (int i = 0; i < receivers.size(); i++) {
            Receiver receiver = receivers.get(i);
            if (receiver.first[priority] < number) {
                earliest = i;
            }
            if (receiver.last[priority] > number) {
                // One that went on with later messages has lost it only if another subscription of it had it in hand.
                latest = receiver.first[priority] < number || receiver.subscriptions > 1 ? i : i - 1;
                break;
            }
        }
        return new Loss(number, earliest, latest);
    }

    /** A kill explains one message in the hand of each subscription. The losses that must be early are explained first. */
    private int unexplained(List<Loss> losses) {
        int[] hands = new int[receivers.size()];
        for (int i = 0; i < hands.length; i++) {
            hands[i] = receivers.get(i).killed ? receivers.get(i).subscriptions : 0;
        }
        int unexplained = 0;
        for (Loss loss :
                losses.stream().sorted(Comparator.comparingInt(Loss::latest)).toList()) {
            int kill = loss.earliest;
            while (kill <= loss.latest && (hands[kill] == 0 || isInside(loss, kill))) {
                kill++;
            }
            if (kill <= loss.latest) {
                hands[kill]--;
            } else {
                unexplained++;
            }
        }
        return unexplained;
    }

    /** What a single subscription has passed over was not in its hand when it was killed. */
    private boolean isInside(Loss loss, int kill) {
        Receiver receiver = receivers.get(kill);
        return receiver.subscriptions == 1 && receiver.last[(int) (loss.number % PRIORITIES)] > loss.number;
    }
}
