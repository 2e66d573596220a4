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
import reactor.core.publisher.Sinks;

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
     * Serves until it is told to end, as by Ctrl-C.
     *
     * @param args the queue's name, or nothing for the usual one
     * @throws IOException never
     */
    @SuppressWarnings("try") // two of the resources are there for their ends alone
    public static void main(String[] args) throws IOException {
        String name = args.length > 0 ? args[0] : NAME;
        Sinks.Empty<Void> shutdown = Sinks.empty();
        Thread serving = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            shutdown.tryEmitEmpty();
            awaitEnd(serving); // behind its hooks the JVM is gone
        }));
        try (PosixMessageQueue queue =
                        PosixMessageQueue.builder(name).maxMessages(10).create();
                Closeable unlinking = () -> PosixMessageQueue.unlink(name);
                SysvMessageQueue older = SysvMessageQueue.builder(key(name)).create();
                Closeable removing = older::remove) {
            System.out.println("serving " + name + " and key " + older.key());
            Flux.<Object>merge(
                            1,
                            PosixMqReceiver.create(queue).receive(),
                            SysvMqReceiver.create(older).receive(TypeSelector.any()),
                            Timers.create().every(Duration.ofSeconds(1)))
                    .doOnNext(new OneLoopServer()::handle)
                    .takeUntilOther(shutdown.asMono())
                    .blockLast();
        }
        System.out.println("closed and removed");
    }

    private static void awaitEnd(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
