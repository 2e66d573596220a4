package io.sluice.benchmarks.worker;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Sluice: a queue as a stream with unbounded demand, on a loop that watches thousands of other descriptors. */
final class ReceiveInCrowd implements Role {
    /** With the queue, there are ten thousand. */
    private static final int OTHERS = 9_999;

    private final Receive receive = new Receive(messages -> messages);
    private @Nullable Crowd crowd;

    @Override
    public void run(Command command, Round round) throws InterruptedException, IOException {
        Crowd others = crowd == null ? new Crowd(OTHERS) : crowd;
        crowd = others;
        receive.run(command, round);
        others.requireSilence();
        round.value("descriptors", others.count() + 1L);
    }
}
