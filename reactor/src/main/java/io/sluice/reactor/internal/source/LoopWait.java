package io.sluice.reactor.internal.source;

import io.sluice.epoll.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** One wait on an event loop for something that core notifies of. Its state is the loop's. */
public final class LoopWait {
    /** Begins a wait, on the loop's thread. */
    @FunctionalInterface
    public interface Starter {
        /**
         * Begins it.
         *
         * @param loop the loop
         * @param whenThere is to be run once, on the loop's thread, and never before this returns
         * @return cancels the wait, on the loop's thread
         */
        Runnable start(EventLoop loop, Runnable whenThere);
    }

    private final EventLoop loop;
    private final Starter starter;
    private final MonoSink<Void> sink;
    /** A closed loop notifies of nothing any more. */
    private final Consumer<RejectedExecutionException> loopClosed;

    private @Nullable Runnable cancelOfWait;
    private boolean over;

    private LoopWait(EventLoop loop, Starter starter, MonoSink<Void> sink) {
        this.loop = loop;
        this.starter = starter;
        this.sink = sink;
        loopClosed = sink::error;
    }

    /**
     * Waits at each subscription.
     *
     * @return completes when it is there, on the loop's thread; fails where the loop is closed before
     */
    public static Mono<Void> of(Supplier<EventLoop> loop, Starter starter) {
        return Mono.create(sink -> {
            EventLoop owner = loop.get();
            LoopWait wait = new LoopWait(owner, starter, sink);
            sink.onCancel(() -> onLoop(owner, wait::end, closed -> {}));
            onLoop(owner, wait::start, sink::error);
        });
    }

    private static void onLoop(EventLoop loop, Runnable task, Consumer<RejectedExecutionException> refused) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException closed) {
            refused.accept(closed);
        }
    }

    private void start() {
        if (over) {
            return;
        }
        if (!loop.addCloseHook(loopClosed)) {
            sink.error(new RejectedExecutionException(loop + " is closed"));
            return;
        }
        try {
            cancelOfWait = starter.start(loop, this::there);
        } catch (RuntimeException | OutOfMemoryError refused) {
            end();
            sink.error(refused);
        }
    }

    private void there() {
        end();
        sink.success();
    }

    private void end() {
        over = true;
        loop.removeCloseHook(loopClosed);
        Runnable cancel = cancelOfWait;
        if (cancel != null) {
            cancel.run();
        }
    }
}
