package io.sluice.spring.boot;

import io.sluice.reactor.inotify.FolderWatcher;
import io.sluice.reactor.mqueue.NamedPosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqNotifier;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.pipe.PipeReceiver;
import io.sluice.reactor.ring.RingReceiver;
import io.sluice.reactor.sharedmemory.WordWatcher;
import io.sluice.reactor.signal.SignalReceiver;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.reactor.timerfd.TimerReceiver;
import io.sluice.reactor.timerfd.Timers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.SmartLifecycle;

/**
 * Stops each receiver that is a bean, whoever defined it, before anything else of the application stops. Its streams deliver
 * what they have taken and complete. So the web server, which waits for open responses next, does not wait for a stream
 * that never ends. A receiver stops for good; the context starts no second time with it.
 */
final class StreamStop implements BeanPostProcessor, SmartLifecycle {
    private final Queue<Runnable> stops = new ConcurrentLinkedQueue<>();
    private volatile boolean running;

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        Runnable stop = stopOf(bean);
        if (stop != null) {
            stops.add(stop);
        }
        return bean;
    }

    private static @Nullable Runnable stopOf(Object bean) {
        if (bean instanceof NamedPosixMqReceiver receiver) {
            return receiver::stop;
        } else if (bean instanceof PosixMqReceiver receiver) {
            return receiver::stop;
        } else if (bean instanceof SysvMqReceiver receiver) {
            return receiver::stop;
        } else if (bean instanceof PipeReceiver<?> receiver) {
            return receiver::stop;
        } else if (bean instanceof RingReceiver receiver) {
            return receiver::stop;
        } else if (bean instanceof TimerReceiver receiver) {
            return receiver::stop;
        } else if (bean instanceof Timers timers) {
            return timers::stop;
        } else if (bean instanceof SignalReceiver receiver) {
            return receiver::stop;
        } else if (bean instanceof FolderWatcher watcher) {
            return watcher::stop;
        } else if (bean instanceof WordWatcher watcher) {
            return watcher::stop;
        } else if (bean instanceof PosixMqNotifier notifier) {
            return notifier::stop;
        }
        return null;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        stops.forEach(Runnable::run);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The first that stops; the web server's graceful phase is 1024 below. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE;
    }

    /** From Spring 7 on, a test's context that is not in use is paused, and used again later. */
    public boolean isPauseable() {
        return false;
    }
}
