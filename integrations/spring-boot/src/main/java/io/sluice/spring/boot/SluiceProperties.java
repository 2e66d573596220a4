package io.sluice.spring.boot;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.SimpleBeanDefinitionRegistry;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is set below {@code sluice}.
 *
 * @param queues POSIX message queues by the name of their beans.
 * @param systemVQueues System V message queues by the name of their beans.
 * @param fifos FIFOs by the name of their beans.
 * @param timers Timers by the name of their beans.
 * @param rings Rings by the name of their beans.
 * @param web How errors become answers to HTTP requests.
 */
@ConfigurationProperties("sluice")
record SluiceProperties(
        @DefaultValue Map<String, PosixQueueProperties> queues,
        @DefaultValue Map<String, SystemVQueueProperties> systemVQueues,
        @DefaultValue Map<String, FifoProperties> fifos,
        @DefaultValue Map<String, TimerProperties> timers,
        @DefaultValue Map<String, RingProperties> rings,
        @DefaultValue Web web) {

    /** Fails with a line for each value that is wrong. */
    void check() {
        PropertyProblems problems = new PropertyProblems("sluice");
        Map<String, String> owners = new HashMap<>();
        forEach((key, object) -> {
            String beanName = beanName(key);
            String other = owners.putIfAbsent(beanName, key);
            if (other != null) {
                problems.lines().add("sluice." + key + ": sluice." + other + " has the same name.");
            }
            object.check(problems.below(key));
        });
        web.check(problems.below("web"));
        if (problems.lines().isEmpty()) {
            checkBeanNames(problems);
        }
        if (!problems.lines().isEmpty()) {
            throw new InvalidPropertiesException(problems.lines(), null);
        }
    }

    /** Without it, the first of two objects would have the bean, and the other one would do without. */
    private void checkBeanNames(PropertyProblems problems) {
        Map<String, String> owners = new HashMap<>();
        forEach((key, object) -> {
            BeanDefinitionRegistry alone = new SimpleBeanDefinitionRegistry();
            object.define(beanName(key), new IpcBeanDefinitions(alone));
            for (String bean : alone.getBeanDefinitionNames()) {
                String other = owners.putIfAbsent(bean, key);
                if (other != null) {
                    problems.lines().add("sluice." + key + ": sluice." + other + " has a bean " + bean + ", too.");
                }
            }
        });
    }

    /** The name in a key such as {@code queues.orders}. */
    static String beanName(String key) {
        return key.substring(key.indexOf('.') + 1);
    }

    /** Gives each object with its key below {@code sluice}. */
    void forEach(BiConsumer<String, IpcProperties> consumer) {
        queues.forEach((name, queue) -> consumer.accept("queues." + name, queue));
        systemVQueues.forEach((name, queue) -> consumer.accept("system-v-queues." + name, queue));
        fifos.forEach((name, fifo) -> consumer.accept("fifos." + name, fifo));
        timers.forEach((name, timer) -> consumer.accept("timers." + name, timer));
        rings.forEach((name, ring) -> consumer.accept("rings." + name, ring));
    }

    PosixQueueProperties queue(String beanName) {
        return found(queues, beanName);
    }

    SystemVQueueProperties systemVQueue(String beanName) {
        return found(systemVQueues, beanName);
    }

    FifoProperties fifo(String beanName) {
        return found(fifos, beanName);
    }

    TimerProperties timer(String beanName) {
        return found(timers, beanName);
    }

    RingProperties ring(String beanName) {
        return found(rings, beanName);
    }

    private static <T> T found(Map<String, T> objects, String beanName) {
        @Nullable T object = objects.get(beanName);
        if (object == null) {
            throw new IllegalStateException("the properties of " + beanName + " were there when its bean was defined");
        }
        return object;
    }

    /**
     * How errors become answers to HTTP requests.
     *
     * @param errorStatus Whether errors of queues have a status: 503 where a queue is full, 413 where a message is too large.
     * @param retryAfter What the header Retry-After of a 503 says.
     */
    record Web(
            @DefaultValue("false") boolean errorStatus,
            @DefaultValue("1s") Duration retryAfter) {
        /** Finds values that are wrong. */
        void check(PropertyProblems problems) {
            if (retryAfter.isNegative()) {
                problems.add("retry-after", retryAfter, "must not be negative.");
            }
        }
    }
}
