package io.sluice.spring.boot;

import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMqStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * A System V message queue. It has a key, a path and a project id that give a key, or an id.
 *
 * @param key Key of the queue, decimal or as ipcs(1) prints it, such as 0x000004d2.
 * @param path File or folder from which ftok(3) makes the key.
 * @param projectId Number from which ftok(3) makes the key, 1 to 255.
 * @param id Identifier of a queue that is there.
 * @param access What to open the queue for.
 * @param open Whether the queue has to be there at start, or is created.
 * @param maxBytes How many bytes a queue that is created holds. The system's default where not set.
 * @param mode Permissions of a queue that is created, such as "0640". 0600 where not set.
 * @param acceptShape Whether a queue that is there may have another size or mode than set here.
 * @param maxInFlight How many messages a stream of sends takes ahead of their results.
 * @param sendTimeout How long each message of a stream of sends waits for room. No limit where not set.
 */
record SystemVQueueProperties(
        @Nullable String key,
        @Nullable Path path,
        @Nullable Integer projectId,
        @Nullable Integer id,
        @DefaultValue("read-write") SysvAccess access,
        @DefaultValue("existing") Opening open,
        @Nullable DataSize maxBytes,
        @Nullable String mode,
        @DefaultValue("false") boolean acceptShape,
        @Nullable Integer maxInFlight,
        @Nullable Duration sendTimeout)
        implements IpcProperties {
    private static final int HEXADECIMAL = 16;
    private static final int LARGEST_PROJECT = 255;

    @Override
    public void check(PropertyProblems problems) {
        if (Stream.of(key, path, id).filter(Objects::nonNull).count() != 1) {
            problems.missing("key", "Give a key, a path with a project id, or an id, and one of them alone.");
        }
        problems.check("key", key, SystemVQueueProperties::parsed);
        if ((path == null) != (projectId == null)) {
            problems.missing(path == null ? "path" : "project-id", "A path and a project id make a key together.");
        }
        if (projectId != null && (projectId < 1 || projectId > LARGEST_PROJECT)) {
            problems.add("project-id", projectId, "must be from 1 to 255.");
        }
        if (id != null && open != Opening.EXISTING) {
            problems.add("id", id, "is of a queue that is there, so open must be existing.");
        }
        problems.check(
                "max-bytes",
                maxBytes,
                size -> SysvMessageQueue.builder(IpcKey.PRIVATE).maxBytes(size.toBytes()));
        Permissions.check(problems, mode);
        problems.checkSending(maxInFlight, sendTimeout);
    }

    @Override
    public void define(String beanName, IpcBeanDefinitions definitions) {
        definitions.define(beanName, SystemVQueueBeans.class, "handle", beanName);
        if (access.canReceive()) {
            definitions.defineWith(beanName, beanName + "Receiver", SystemVQueueBeans.class, "receiver", beanName);
        }
        if (access.canSend()) {
            definitions.defineWith(beanName, beanName + "Sender", SystemVQueueBeans.class, "sender", beanName);
        }
    }

    @Override
    public Map<String, Object> look(String beanName, BeanFactory beans) {
        SysvMqStatus status = beans.getBean(beanName, SysvMessageQueue.class).status();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("id", status.id());
        details.put("key", status.key().toString());
        details.put("messages", status.messages());
        details.put("bytes", status.bytes());
        details.put("maxBytes", status.maxBytes());
        details.put("lastSender", status.lastSender());
        details.put("lastReceiver", status.lastReceiver());
        return details;
    }

    /** The key that is set. */
    IpcKey ipcKey() {
        return key != null
                ? parsed(key)
                : IpcKey.ofPath(Objects.requireNonNull(path), Objects.requireNonNull(projectId));
    }

    private static IpcKey parsed(String value) {
        try {
            return IpcKey.of(
                    value.startsWith("0x")
                            ? Integer.parseUnsignedInt(value.substring(2), HEXADECIMAL)
                            : Integer.parseInt(value));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a key such as 1234 or 0x000004d2", e);
        }
    }
}
