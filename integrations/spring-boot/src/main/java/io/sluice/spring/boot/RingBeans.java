package io.sluice.spring.boot;

import io.sluice.reactor.ring.RingReceiver;
import io.sluice.reactor.ring.RingReceiverOptions;
import io.sluice.reactor.ring.RingSender;
import io.sluice.ring.Ring;
import io.sluice.ring.RingBuilder;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingProducer;
import java.util.Objects;

/** Makes the beans of rings. */
final class RingBeans {
    private final SluiceProperties properties;
    private final IpcRuntime runtime;

    RingBeans(SluiceProperties properties, IpcRuntime runtime) {
        this.properties = properties;
        this.runtime = runtime;
    }

    Ring ring(String beanName) {
        RingProperties ring = properties.ring(beanName);
        String name = Objects.requireNonNull(ring.name());
        RingBuilder builder = Ring.builder(name).producers(ring.producers());
        if (ring.capacity() != null) {
            builder.capacity(RingProperties.intOf(ring.capacity()));
        }
        if (ring.mode() != null) {
            builder.mode(Permissions.parse(ring.mode()));
        }
        if (ring.spin() != null) {
            builder.spin(ring.spin());
        }
        if (ring.unblockAfter() != null) {
            builder.unblockAfter(ring.unblockAfter());
        }
        return NotOpenedException.naming(key(beanName), name, () -> switch (ring.open()) {
            case EXISTING -> builder.open();
            case OPEN_OR_CREATE -> builder.openOrCreate();
            case CREATE -> builder.create();
        });
    }

    RingConsumer consumer(String beanName, Ring ring) {
        return NotOpenedException.naming(key(beanName), ring.name(), ring::consumer);
    }

    RingProducer producer(String beanName, Ring ring) {
        return NotOpenedException.naming(key(beanName), ring.name(), ring::producer);
    }

    RingReceiver receiver(String beanName, RingConsumer consumer) {
        return RingReceiver.create(
                consumer, RingReceiverOptions.create().eventLoop(runtime.loop()).metrics(runtime.metrics()));
    }

    RingSender sender(String beanName, RingProducer producer) {
        RingProperties ring = properties.ring(beanName);
        return RingSender.create(producer, runtime.sending(ring.maxInFlight(), ring.sendTimeout()));
    }

    private static String key(String beanName) {
        return "sluice.rings." + beanName + ".name";
    }
}
