package io.sluice.spring.boot;

import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.PosixMessageQueueBuilder;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.mqueue.NamedPosixMqReceiver;
import io.sluice.reactor.mqueue.NamedPosixMqSender;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.reactor.mqueue.PosixMqSender;
import java.util.Objects;

/** Makes the beans of POSIX message queues. */
final class PosixQueueBeans {
    static final String PREFIX = "sluice.queues";

    private final SluiceProperties properties;
    private final IpcRuntime runtime;

    PosixQueueBeans(SluiceProperties properties, IpcRuntime runtime) {
        this.properties = properties;
        this.runtime = runtime;
    }

    PosixMessageQueue handle(String beanName) {
        PosixQueueProperties queue = properties.queue(beanName);
        String name = name(queue);
        PosixMessageQueueBuilder builder = PosixMessageQueue.builder(name)
                .access(queue.access())
                .whenUnlinked(queue.whenUnlinked().ofHandle());
        if (queue.maxMessages() != null) {
            builder.maxMessages(queue.maxMessages());
        }
        if (queue.maxMessageSize() != null) {
            builder.maxMessageSize((int) queue.maxMessageSize().toBytes());
        }
        if (queue.mode() != null) {
            builder.mode(Permissions.parse(queue.mode()));
        }
        if (queue.acceptShape()) {
            builder.acceptShape();
        }
        return NotOpenedException.naming(PREFIX + "." + beanName + ".name", name, () -> switch (queue.open()) {
            case EXISTING -> builder.open();
            case OPEN_OR_CREATE -> builder.openOrCreate();
            case CREATE -> builder.create();
        });
    }

    NamedPosixMqReceiver namedReceiver(String beanName) {
        PosixQueueProperties queue = properties.queue(beanName);
        return NamedPosixMqReceiver.create(name(queue), receiving(queue));
    }

    PosixMqReceiver receiver(String beanName, PosixMessageQueue handle) {
        return PosixMqReceiver.create(handle, receiving(properties.queue(beanName)));
    }

    NamedPosixMqSender namedSender(String beanName) {
        PosixQueueProperties queue = properties.queue(beanName);
        return NamedPosixMqSender.create(name(queue), sending(queue));
    }

    PosixMqSender sender(String beanName, PosixMessageQueue handle) {
        return PosixMqSender.create(handle, sending(properties.queue(beanName)));
    }

    private PosixMqReceiverOptions receiving(PosixQueueProperties queue) {
        return PosixMqReceiverOptions.create()
                .eventLoop(runtime.loop())
                .metrics(runtime.metrics())
                .fair(queue.fair());
    }

    private SenderOptions sending(PosixQueueProperties queue) {
        return runtime.sending(queue.maxInFlight(), queue.sendTimeout());
    }

    private static String name(PosixQueueProperties queue) {
        return Objects.requireNonNull(queue.name(), "name");
    }
}
