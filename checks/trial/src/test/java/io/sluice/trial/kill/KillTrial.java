package io.sluice.trial.kill;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A sender and a receiver under load, of which one or both are killed at a random moment of each round, and followed by the
 * next one.
 */
final class KillTrial {
    private static final long LONGEST_LIFE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final NumberedQueue queue;
    private final Random random;
    private final int rounds;
    private final boolean killsReceiver;
    private final boolean killsSender;
    private final int subscriptions;
    private final int inFlight;
    private final Standby receivers;
    private final Standby senders;
    private final Ledger ledger = new Ledger();
    private long meant;
    private Peer receiver;
    private Peer sender;

    private KillTrial(NumberedQueue queue, KillCase kind, Path folder, Random random, int rounds) {
        this.queue = queue;
        this.random = random;
        this.rounds = rounds;
        killsReceiver = kind.killsReceiver();
        killsSender = kind.killsSender();
        subscriptions = kind.receiver().subscriptions();
        inFlight = kind.sender().inFlight();
        receivers = new Standby(
                folder,
                "receiver",
                subscriptions,
                killsReceiver ? rounds + 1 : 1,
                files -> kind.receiver().start(queue.argument(), files));
        senders = new Standby(
                folder,
                "sender",
                1,
                killsSender ? rounds : 1,
                files -> kind.sender().start(queue.argument(), files.get(0)));
    }

    static Account run(NumberedQueue queue, KillCase kind, Path folder, Random random, int rounds) {
        KillTrial trial = new KillTrial(queue, kind, folder, random, rounds);
        try (trial.receivers;
                trial.senders) {
            return trial.run();
        } finally {
            trial.closeRunning();
        }
    }

    private Account run() {
        nextSender(0);
        nextReceiver();
        for (int round = 1; round <= rounds; round++) {
            awaitMoment(round == 1);
            killThem();
            if (killsSender && round < rounds) {
                nextSender(meant);
            }
            if (killsReceiver) {
                nextReceiver(); // the last one finds what the killed ones have left, and is not killed
            }
        }
        if (!killsSender) {
            sender.kill(); // so that the queue can be emptied; what it knows is as true as what one in a round knows
            senderEnded();
        }
        for (int i = 0; i < subscriptions; i++) {
            queue.sendEnd();
        }
        receiver.awaitEnd();
        receiverEnded(false);
        return ledger.close();
    }

    private void nextSender(long first) {
        sender = senders.next();
        sender.go(first);
    }

    private void nextReceiver() {
        receiver = receivers.next();
        receiver.go(0);
    }

    /**
     * The first round sees messages, and most others see that the next process can work with what the killed one has left; some
     * kill it before.
     */
    private void awaitMoment(boolean first) {
        if (random.nextInt(4) != 0 || first) {
            if (killsReceiver) {
                receiver.awaitFirstMessage(false);
            }
            if (killsSender) {
                sender.awaitFirstMessage(true);
            }
        }
        LockSupport.parkNanos(random.nextLong(LONGEST_LIFE_NANOS));
    }

    private void killThem() {
        boolean senderFirst = random.nextBoolean();
        if (killsSender && senderFirst) {
            sender.kill();
        }
        if (killsReceiver) {
            if (killsSender && senderFirst) {
                LockSupport.parkNanos(random.nextLong(LONGEST_LEAD_NANOS));
            }
            receiver.kill();
            receiverEnded(true);
        }
        if (killsSender && !senderFirst) {
            sender.kill();
        }
        if (killsSender) {
            senderEnded();
        }
    }

    private void senderEnded() {
        meant = sender.meant();
        long taken = sender.taken();
        if (meant - taken > inFlight) {
            throw new AssertionError(meant + " meant and " + taken + " taken: more than " + inFlight + " in flight");
        }
        ledger.senderEnded(taken, meant);
        sender.close();
    }

    private void receiverEnded(boolean killed) {
        ledger.receiverEnded(receiver.received(), killed);
        receiver.close();
    }

    /** Where the trial has failed. */
    private void closeRunning() {
        for (Peer peer : new Peer[] {receiver, sender}) {
            if (peer != null) {
                peer.close();
            }
        }
    }
}
