package io.sluice.spring.boot;

import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.reactor.sysvmsg.SysvMqReceiverOptions;
import io.sluice.reactor.sysvmsg.SysvMqSender;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMessageQueueBuilder;

/** Makes the beans of System V message queues. */
final class SystemVQueueBeans {
    private final SluiceProperties properties;
    private final IpcRuntime runtime;

    SystemVQueueBeans(SluiceProperties properties, IpcRuntime runtime) {
        this.properties = properties;
        this.runtime = runtime;
    }

    SysvMessageQueue handle(String beanName) {
        SystemVQueueProperties queue = properties.systemVQueue(beanName);
        String prefix = "sluice.system-v-queues." + beanName;
        if (queue.id() != null) {
            int id = queue.id();
            return NotOpenedException.naming(prefix + ".id", id, () -> SysvMessageQueue.openById(id, queue.access()));
        }
        return queue.key() != null
                ? NotOpenedException.naming(prefix + ".key", queue.key(), () -> opened(queue))
                : NotOpenedException.naming(prefix + ".path", String.valueOf(queue.path()), () -> opened(queue));
    }

    private static SysvMessageQueue opened(SystemVQueueProperties queue) {
        IpcKey key = queue.ipcKey();
        SysvMessageQueueBuilder builder = SysvMessageQueue.builder(key).access(queue.access());
        if (queue.maxBytes() != null) {
            builder.maxBytes(queue.maxBytes().toBytes());
        }
        if (queue.mode() != null) {
            builder.mode(Permissions.parse(queue.mode()));
        }
        if (queue.acceptShape()) {
            builder.acceptShape();
        }
        return switch (queue.open()) {
            case EXISTING -> builder.open();
            case OPEN_OR_CREATE -> builder.openOrCreate();
            case CREATE -> builder.create();
        };
    }

    SysvMqReceiver receiver(String beanName, SysvMessageQueue handle) {
        return SysvMqReceiver.create(
                handle, SysvMqReceiverOptions.create().eventLoop(runtime.loop()).metrics(runtime.metrics()));
    }

    SysvMqSender sender(String beanName, SysvMessageQueue handle) {
        SystemVQueueProperties queue = properties.systemVQueue(beanName);
        return SysvMqSender.create(handle, runtime.sending(queue.maxInFlight(), queue.sendTimeout()));
    }
}
