package io.sluice.spring.boot;

import io.sluice.reactor.Stoppable;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.SmartLifecycle;

/**
 * Stops each {@link Stoppable} that is a bean, whoever defined it, before anything else of the application stops. Its streams deliver
 * what they have taken and complete. So the web server, which waits for open responses next, does not wait for a stream
 * that never ends. A receiver stops for good; the context starts no second time with it.
 */
final class StreamStop implements BeanPostProcessor, SmartLifecycle {
    private static final System.Logger LOG = System.getLogger("io.sluice.spring.boot");

    private final Queue<Stoppable> streams = new ConcurrentLinkedQueue<>();
    private volatile boolean running;

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof Stoppable stream) {
            streams.add(stream);
        }
        return bean;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        streams.forEach(StreamStop::stop);
    }

    /** One that cannot be stopped, such as one of the application's own, does not keep the others from it. */
    private static void stop(Stoppable stream) {
        try {
            stream.stop();
        } catch (Throwable e) {
            LOG.log(Level.WARNING, () -> stream + " could not be stopped.", e);
        }
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
