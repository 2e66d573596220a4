package io.sluice.micrometer;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observation of a send and its key values. Each method can be overridden.
 *
 * <pre>{@code
 * MessageSendConvention convention = new MessageSendConvention() {
 *     public String getContextualName(MessageSendContext context) {
 *         return "orders out";
 *     }
 * };
 * }</pre>
 */
public interface MessageSendConvention extends ObservationConvention<MessageSendContext> {
    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof MessageSendContext;
    }

    @Override
    default String getName() {
        return "sluice.send";
    }

    @Override
    default String getContextualName(MessageSendContext context) {
        return context.object().name() + " send";
    }

    @Override
    default KeyValues getLowCardinalityKeyValues(MessageSendContext context) {
        return KeyValues.of(
                "messaging.system", context.object().kind(),
                "messaging.operation", "send",
                "messaging.destination.name", context.object().name());
    }

    @Override
    default KeyValues getHighCardinalityKeyValues(MessageSendContext context) {
        return KeyValues.of("messaging.message.body.size", Integer.toString(context.bytes()));
    }
}
