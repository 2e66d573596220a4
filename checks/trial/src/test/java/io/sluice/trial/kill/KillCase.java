package io.sluice.trial.kill;

/**
 * Who is at the ends of the queue, and who of them is killed.
 *
 * @param receiver who receives
 * @param killsReceiver whether it is killed
 * @param sender who sends
 * @param killsSender whether it is killed
 */
record KillCase(ReceiverKind receiver, boolean killsReceiver, SenderKind sender, boolean killsSender) {
    static KillCase ofReceiver(ReceiverKind receiver) {
        return new KillCase(receiver, true, SenderKind.C, false);
    }

    static KillCase ofSender(SenderKind sender) {
        return new KillCase(ReceiverKind.C, false, sender, true);
    }

    static KillCase ofBoth(ReceiverKind receiver, SenderKind sender) {
        return new KillCase(receiver, true, sender, true);
    }

    String killed() {
        return killsReceiver && killsSender ? "both" : killsReceiver ? "receiver" : "sender";
    }

    @Override
    public String toString() {
        return "from " + sender + " to " + receiver + ", killed: " + killed();
    }
}
