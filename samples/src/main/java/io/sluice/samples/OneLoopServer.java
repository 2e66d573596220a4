package io.sluice.samples;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.reactor.timerfd.TimerExpirations;
import io.sluice.reactor.timerfd.Timers;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import reactor.core.publisher.Flux;

/**
 * The life of a server: it creates its queues at start-up, receives from both in one loop beside a timer, and closes and
 * removes them at shutdown. {@link OneLoopClient} is a client of it.
 */
public final class OneLoopServer {
    static final String NAME = "/sluice-server";

    private int served; // the loop has one thing at a time, so this needs no lock

    private OneLoopServer() {}

    /** The System V queue has a number where the other has a name. */
    static IpcKey key(String name) {
        return IpcKey.of(name.hashCode());
    }

    private void handle(Object event) {
        if (event instanceof PosixMessage message) {
            served++;
            System.out.println("POSIX, priority " + message.priority() + ": " + message.text());
        } else if (event instanceof SysvMessage message) {
            served++;
            System.out.println("System V, type " + message.type() + ": " + message.text());
        } else if (event instanceof TimerExpirations) {
            System.out.println("served so far: " + served);
        }
    }

    /**
     * Serves until a signal ends the JVM, as by Ctrl-C.
     *
     * @param args the queue's name, or nothing for the usual one
     * @throws IOException never
     */
    @SuppressWarnings("try") // two of the resources are there for their ends alone
    public static void main(String[] args) throws IOException {
        String name = args.length > 0 ? args[0] : NAME;
        try (PosixMessageQueue queue =
                        PosixMessageQueue.builder(name).maxMessages(10).create();
                Closeable unlinking = () -> PosixMessageQueue.unlink(name);
                SysvMessageQueue older = SysvMessageQueue.builder(key(name)).create();
                Closeable removing = older::remove) {
            PosixMqReceiver receiver = PosixMqReceiver.create(queue);
            SysvMqReceiver olderReceiver = SysvMqReceiver.create(older);
            Timers timers = Timers.create();
            atShutdown(() -> {
                receiver.stop();
                olderReceiver.stop();
                timers.stop();
            });
            System.out.println("serving " + name + " and key " + older.key());
            Flux.<Object>merge(
                            1,
                            receiver.receive(),
                            olderReceiver.receive(TypeSelector.any()),
                            timers.every(Duration.ofSeconds(1)))
                    .doOnNext(new OneLoopServer()::handle)
                    .blockLast();
        }
        System.out.println("closed and removed");
    }

    /** Stops the receivers and waits for this thread: when its hooks have ended, the JVM is gone. */
    private static void atShutdown(Runnable stop) {
        Thread serving = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.run();
            try {
                serving.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }
}
