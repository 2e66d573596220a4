package io.sluice.spring.boot;

import io.sluice.ring.ProducerKind;
import io.sluice.ring.Ring;
import io.sluice.ring.RingStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * A ring in shared memory, of which this application is the consumer or a producer.
 *
 * @param name Name of the ring, with its slash, such as /prices.
 * @param access Whether to be the consumer of the ring or a producer.
 * @param open Whether the ring has to be there at start, or is created.
 * @param capacity How many bytes of records a ring that is created holds, a power of two.
 * @param producers How many producers a ring that is created may have.
 * @param mode Permissions of a ring that is created, such as "0640". 0600 where not set.
 * @param spin How long a wait looks at the ring before it sleeps.
 * @param unblockAfter When the consumer gives up a record that a killed producer has claimed.
 * @param maxInFlight How many messages a stream of sends takes ahead of their results.
 * @param sendTimeout How long each message of a stream of sends waits for room. No limit where not set.
 */
record RingProperties(
        @Nullable String name,
        @Nullable RingAccess access,
        @DefaultValue("existing") Opening open,
        @Nullable DataSize capacity,
        @DefaultValue("many") ProducerKind producers,
        @Nullable String mode,
        @Nullable Duration spin,
        @Nullable Duration unblockAfter,
        @Nullable Integer maxInFlight,
        @Nullable Duration sendTimeout)
        implements IpcProperties {

    /** Which side of the ring this application is. */
    enum RingAccess {
        /** The consumer. */
        READ,
        /** A producer. */
        WRITE
    }

    @Override
    public void check(PropertyProblems problems) {
        if (name == null) {
            problems.missing("name", "Give the name of the ring with its slash, such as /prices.");
        }
        if (access == null) {
            problems.missing("access", "Say read or write.");
        }
        problems.check("name", name, Ring::builder);
        problems.check("capacity", capacity, size -> Ring.builder("/any").capacity(intOf(size)));
        Permissions.check(problems, mode);
        problems.check("spin", spin, Ring.builder("/any")::spin);
        problems.check("unblock-after", unblockAfter, Ring.builder("/any")::unblockAfter);
        problems.checkSending(maxInFlight, sendTimeout);
    }

    @Override
    public void define(String beanName, IpcBeanDefinitions definitions) {
        definitions.define(beanName, RingBeans.class, "ring", beanName);
        if (access == RingAccess.WRITE) {
            definitions.defineWith(beanName, beanName + "Producer", RingBeans.class, "producer", beanName);
            definitions.defineWith(beanName + "Producer", beanName + "Sender", RingBeans.class, "sender", beanName);
        } else {
            definitions.defineWith(beanName, beanName + "Consumer", RingBeans.class, "consumer", beanName);
            definitions.defineWith(beanName + "Consumer", beanName + "Receiver", RingBeans.class, "receiver", beanName);
        }
    }

    @Override
    public Map<String, Object> look(String beanName, BeanFactory beans) {
        Ring ring = beans.getBean(beanName, Ring.class);
        RingStatus status = ring.status();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("name", ring.name());
        details.put("bytes", status.usedBytes());
        details.put("maxBytes", status.capacity());
        details.put("maxMessageSize", status.longestMessage());
        details.put("hasConsumer", status.hasConsumer());
        status.consumerPid().ifPresent(pid -> details.put("consumer", pid));
        details.put("unblocked", status.unblocked());
        return details;
    }

    /** No capacity where it is larger than an int. */
    static int intOf(DataSize size) {
        return size.toBytes() > Integer.MAX_VALUE ? -1 : (int) size.toBytes();
    }
}
