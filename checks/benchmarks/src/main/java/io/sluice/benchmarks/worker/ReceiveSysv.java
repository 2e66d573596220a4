package io.sluice.benchmarks.worker;

import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;

/** How long messages of a System V queue were on the way to a receiver that waits, in one of several ways. */
final class ReceiveSysv implements Role {
    /** A manner to receive the messages of a round. */
    @FunctionalInterface
    interface Manner {
        void receive(SysvMessageQueue queue, SysvArrivals arrivals) throws Exception;
    }

    private final Manner manner;

    ReceiveSysv(Manner manner) {
        this.manner = manner;
    }

    /** Sluice: on the thread that waits in the kernel. */
    static void streamed(SysvMessageQueue queue, SysvArrivals arrivals) throws InterruptedException {
        SysvMqReceiver.create(queue)
                .receive(TypeSelector.any())
                .take(arrivals.count())
                .subscribe(arrivals::accept, arrivals::fail);
        arrivals.await();
    }

    @Override
    public void run(Command command, Round round) throws Exception {
        SysvArrivals arrivals = new SysvArrivals(command.count());
        int id = Integer.parseInt(command.queues().get(0));
        try (SysvMessageQueue queue = SysvMessageQueue.openById(id, SysvAccess.READ)) {
            round.ready();
            manner.receive(queue, arrivals);
        }
        round.done(arrivals.times());
    }
}
