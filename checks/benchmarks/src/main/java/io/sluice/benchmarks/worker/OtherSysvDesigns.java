package io.sluice.benchmarks.worker;

import io.sluice.epoll.EventLoop;
import io.sluice.libc.Libc;
import io.sluice.libc.SysvMessageCalls;
import io.sluice.memory.NativeMemory;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Ways to receive from a System V queue that Sluice does not take, to compare designs. */
final class OtherSysvDesigns {
    private static final int ROOM = 16;

    private OtherSysvDesigns() {}

    /** Each message is handed over to an event loop. */
    static void handedOver(SysvMessageQueue queue, SysvArrivals arrivals) throws InterruptedException {
        SysvMqReceiver.create(queue)
                .receive(TypeSelector.any())
                .take(arrivals.count())
                .subscribe(message -> EventLoop.shared().execute(() -> arrivals.accept(message)), arrivals::fail);
        arrivals.await();
    }

    /** A blocking receive of no bytes comes back with E2BIG when there is a message, and leaves it; the loop takes it. */
    static void probed(SysvMessageQueue queue, SysvArrivals arrivals) throws InterruptedException {
        SysvMessageCalls libc = Libc.get().sysvMessages();
        NativeMemory memory = NativeMemory.allocate(ROOM);
        Semaphore emptied = new Semaphore(0);
        AtomicInteger left = new AtomicInteger(arrivals.count());
        Thread probe = new Thread(() -> {
            while (left.get() > 0) {
                libc.msgrcv(queue.id(), memory.address(), 0, 0, 0);
                memory.keepAlive();
                EventLoop.shared().execute(() -> {
                    for (SysvMessage message = queue.tryReceive(TypeSelector.any());
                            message != null;
                            message = queue.tryReceive(TypeSelector.any())) {
                        left.decrementAndGet();
                        arrivals.accept(message);
                    }
                    emptied.release();
                });
                emptied.acquireUninterruptibly();
            }
        });
        probe.start();
        arrivals.await();
        probe.join();
    }
}
