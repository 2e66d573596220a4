package io.sluice.benchmarks.worker;

import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import reactor.core.Disposable;

/** Sluice: how long messages were on the way to {@code onNext} that have the times at which they were sent and were due. */
final class ReceiveUnderLoad implements Role {
    @Override
    public void run(Command command, Round round) throws InterruptedException, IOException {
        Ways ways = new Ways(command);
        try (PosixMessageQueue queue = PosixMessageQueue.open(command.queues().get(0), PosixAccess.READ)) {
            Disposable stream = PosixMqReceiver.create(queue)
                    .receive()
                    .subscribe(message -> ways.accept(System.nanoTime(), message.payload()), ways.arrivals::fail);
            round.ready();
            ways.arrivals.awaitNanos();
            stream.dispose();
        }
        ways.arrivals.checkCount();
        round.done(ways.taken);
        Arrays.sort(ways.sinceDue);
        round.value("due999", ways.sinceDue[(int) (command.count() * 999L / 1000)]);
    }

    /** The messages of a round as they come, each checked. */
    private static final class Ways {
        private static final VarHandle NUMBER =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
        private static final int SENT = Long.BYTES;
        private static final int DUE = 2 * Long.BYTES;
        private static final int REST = 3 * Long.BYTES;

        private final Arrivals arrivals;
        private final long[] taken;
        private final long[] sinceDue;

        Ways(Command command) {
            arrivals = new Arrivals(command);
            taken = new long[command.count()];
            sinceDue = new long[command.count()];
        }

        void accept(long now, byte[] bytes) {
            int number = arrivals.received();
            long sent = (long) NUMBER.get(bytes, SENT); // the clock of the sender is that of nanoTime
            long due = (long) NUMBER.get(bytes, DUE);
            if (sent > now || due > sent) {
                throw new IllegalStateException("the time of a message: " + (sent - now) + " ns ahead");
            }
            if (number < taken.length) { // one too many is counted as well
                taken[number] = now - sent;
                sinceDue[number] = now - due;
            }
            arrivals.acceptFrom(REST, bytes);
        }
    }
}
