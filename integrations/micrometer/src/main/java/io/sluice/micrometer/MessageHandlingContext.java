package io.sluice.micrometer;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.sluice.reactor.MeteredObject;
import java.util.Map;

/**
 * The context of the observation of the handling of one message. What traces reads its fields from the {@linkplain #getCarrier()
 * carrier}, which is empty where the message had no header.
 *
 * <pre>{@code
 * MessageHandlingContext context = new MessageHandlingContext(MeteredObject.of(queue), 64, Map.of());
 * System.out.println(context.object().name() + ": " + context.bytes());
 * }</pre>
 */
public final class MessageHandlingContext extends ReceiverContext<Map<String, String>> {
    private final MeteredObject object;
    private final int bytes;

    /**
     * A context.
     *
     * @param object what the message was received from
     * @param bytes how many bytes it has, without a header
     * @param fields what its header has
     */
    public MessageHandlingContext(MeteredObject object, int bytes, Map<String, String> fields) {
        super((carrier, key) -> carrier.get(key), Kind.CONSUMER);
        this.object = object;
        this.bytes = bytes;
        setCarrier(fields);
    }

    /**
     * What the message was received from.
     *
     * @return its kind and name
     */
    public MeteredObject object() {
        return object;
    }

    /**
     * The size of the message.
     *
     * @return its bytes, without a header
     */
    public int bytes() {
        return bytes;
    }
}
