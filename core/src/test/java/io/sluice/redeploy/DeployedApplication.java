package io.sluice.redeploy;

import io.sluice.blocking.WakeSignal;
import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Interest;
import io.sluice.epoll.ReadinessHandler;
import io.sluice.epoll.Registration;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.timerfd.TimerClock;
import io.sluice.timerfd.TimerFd;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What an application server loads anew with each deployment: uses every shared part, and ends them. */
public final class DeployedApplication implements Callable<Integer> {
    /** For the server. */
    public DeployedApplication() {}

    /** The number of the wake signal. */
    @Override
    public Integer call() throws Exception {
        useTheEventLoop();
        SysvMessageQueue queue = SysvMessageQueue.builder(IpcKey.PRIVATE).create();
        queue.trySend(SysvMessage.ofText(1, "x"));
        queue.remove();
        queue.close();
        int signal = WakeSignal.installed().number();
        io.sluice.Sluice.shutdown();
        useTheEventLoop(); // afresh
        io.sluice.Sluice.shutdown();
        io.sluice.Sluice.shutdown();
        return signal;
    }

    private static void useTheEventLoop() throws Exception {
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        try (TimerFd timer = TimerFd.create(TimerClock.MONOTONIC)) {
            EventLoop loop = EventLoop.shared();
            loop.execute(() -> {
                Registration registration = loop.register(timer, new Completing(timer, ready));
                registration.interest(Interest.READ);
            });
            timer.setAfter(Duration.ofMillis(1));
            ready.get(20, TimeUnit.SECONDS);
        }
    }

    private record Completing(TimerFd timer, CompletableFuture<Boolean> ready) implements ReadinessHandler {
        @Override
        public void onReady() {
            timer.tryRead();
            ready.complete(true);
        }

        @Override
        public void onClosed(Throwable cause) {}
    }
}
