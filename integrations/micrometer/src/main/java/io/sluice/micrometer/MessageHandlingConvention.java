package io.sluice.micrometer;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observation of the handling of a message and its key values. Each method can be overridden.
 *
 * <pre>{@code
 * MessageHandlingConvention convention = new MessageHandlingConvention() {
 *     public String getContextualName(MessageHandlingContext context) {
 *         return "orders in";
 *     }
 * };
 * }</pre>
 */
public interface MessageHandlingConvention extends ObservationConvention<MessageHandlingContext> {
    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof MessageHandlingContext;
    }

    @Override
    default String getName() {
        return "sluice.process";
    }

    @Override
    default String getContextualName(MessageHandlingContext context) {
        return context.object().name() + " process";
    }

    @Override
    default KeyValues getLowCardinalityKeyValues(MessageHandlingContext context) {
        return KeyValues.of(
                "messaging.system", context.object().kind(),
                "messaging.operation", "process",
                "messaging.destination.name", context.object().name());
    }

    @Override
    default KeyValues getHighCardinalityKeyValues(MessageHandlingContext context) {
        return KeyValues.of("messaging.message.body.size", Integer.toString(context.bytes()));
    }
}
