package io.sluice.spring.boot;

import io.sluice.errno.QueueRemovedException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.PosixMessageQueueBuilder;
import io.sluice.mqueue.PosixMqAttributes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * A POSIX message queue.
 *
 * @param name Name of the queue, with its slash, such as /orders.
 * @param access What to open the queue for.
 * @param open Whether the queue has to be there at start, or is created.
 * @param maxMessages How many messages a queue that is created holds. The system's default where not set.
 * @param maxMessageSize How long a message of a queue that is created is at the most. The system's default where not set.
 * @param mode Permissions of a queue that is created, such as "0640". 0600 where not set.
 * @param acceptShape Whether a queue that is there may have another size or mode than set here.
 * @param awaitAppearance Whether the application starts without the queue, and waits for it.
 * @param whenUnlinked What becomes of streams and sends when the queue is unlinked.
 * @param fair Whether to wait in a blocking receive. To be set where other processes receive from the queue as well.
 * @param maxInFlight How many messages a stream of sends takes ahead of their results.
 * @param sendTimeout How long each message of a stream of sends waits for room. No limit where not set.
 */
record PosixQueueProperties(
        @Nullable String name,
        @DefaultValue("read-write") PosixAccess access,
        @DefaultValue("existing") Opening open,
        @Nullable Integer maxMessages,
        @Nullable DataSize maxMessageSize,
        @Nullable String mode,
        @DefaultValue("false") boolean acceptShape,
        @DefaultValue("false") boolean awaitAppearance,
        @DefaultValue("reopen") AfterUnlink whenUnlinked,
        @DefaultValue("false") boolean fair,
        @Nullable Integer maxInFlight,
        @Nullable Duration sendTimeout)
        implements IpcProperties {

    @Override
    public void check(PropertyProblems problems) {
        if (name == null) {
            problems.missing("name", "Give the name of the queue with its slash, such as /orders.");
        }
        problems.check("name", name, PosixMessageQueue::builder);
        PosixMessageQueueBuilder any = PosixMessageQueue.builder("/any");
        problems.check("max-messages", maxMessages, any::maxMessages);
        problems.checkSize("max-message-size", maxMessageSize);
        Permissions.check(problems, mode);
        problems.checkSending(maxInFlight, sendTimeout);
        if (awaitAppearance && open != Opening.EXISTING) {
            problems.add(
                    "await-appearance",
                    true,
                    "waits for another process to create the queue, so open must be existing.");
        }
        if (awaitAppearance && whenUnlinked != AfterUnlink.REOPEN) {
            problems.add("await-appearance", true, "opens the queue by name later, so when-unlinked must be reopen.");
        }
    }

    @Override
    public void define(String beanName, IpcBeanDefinitions definitions) {
        definitions.define(beanName, PosixQueueBeans.class, "handle", beanName).setLazyInit(awaitAppearance);
        boolean reopens = whenUnlinked == AfterUnlink.REOPEN;
        if (access.canReceive()) {
            define(beanName, beanName + "Receiver", reopens ? "namedReceiver" : "receiver", definitions);
        }
        if (access.canSend()) {
            define(beanName, beanName + "Sender", reopens ? "namedSender" : "sender", definitions);
        }
    }

    private void define(String handle, String beanName, String method, IpcBeanDefinitions definitions) {
        if (whenUnlinked != AfterUnlink.REOPEN) {
            definitions.defineWith(handle, beanName, PosixQueueBeans.class, method, handle);
        } else if (awaitAppearance) {
            definitions.define(beanName, PosixQueueBeans.class, method, handle);
        } else {
            // The handle creates the queue, or finds at start that there is none.
            definitions.define(beanName, PosixQueueBeans.class, method, handle).setDependsOn(handle);
        }
    }

    @Override
    public Map<String, Object> look(String beanName, BeanFactory beans) {
        // By name: what streams go on with is the queue that has the name now.
        if (whenUnlinked == AfterUnlink.REOPEN) {
            try (PosixMessageQueue queue = PosixMessageQueue.open(Objects.requireNonNull(name), access)) {
                return look(queue);
            }
        }
        PosixMessageQueue queue = beans.getBean(beanName, PosixMessageQueue.class);
        if (whenUnlinked == AfterUnlink.FAIL && queue.isUnlinked()) {
            throw QueueRemovedException.unlinked("mq_open", queue.name());
        }
        return look(queue);
    }

    private static Map<String, Object> look(PosixMessageQueue queue) {
        PosixMqAttributes attributes = queue.attributes();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("name", queue.name());
        details.put("messages", attributes.currentMessages());
        details.put("maxMessages", attributes.maxMessages());
        details.put("maxMessageSize", attributes.maxMessageSize());
        return details;
    }

    @Override
    public List<Long> holders() {
        return Holders.of(Objects.requireNonNull(name));
    }
}
