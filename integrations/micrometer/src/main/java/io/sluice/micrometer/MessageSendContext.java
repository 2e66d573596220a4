package io.sluice.micrometer;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import io.sluice.reactor.MeteredObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The context of the observation of one send. What traces puts its fields into the {@linkplain #getCarrier() carrier}.
 *
 * <pre>{@code
 * MessageSendContext context = new MessageSendContext(MeteredObject.of(queue), 64);
 * System.out.println(context.object().name() + ": " + context.bytes());
 * }</pre>
 */
public final class MessageSendContext extends SenderContext<Map<String, String>> {
    private final MeteredObject object;
    private final int bytes;

    /**
     * A context.
     *
     * @param object what is sent to
     * @param bytes how many bytes the message has, without a header
     */
    public MessageSendContext(MeteredObject object, int bytes) {
        super(
                (carrier, key, value) -> {
                    if (carrier != null) {
                        carrier.put(key, value);
                    }
                },
                Kind.PRODUCER);
        this.object = object;
        this.bytes = bytes;
        setCarrier(new LinkedHashMap<>());
    }

    /**
     * What is sent to.
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
