package io.sluice.spring.boot;

import io.sluice.spring.boot.IpcStates.IpcState;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether all objects are in service.
 *
 * @param up true if they are
 * @param details for each object its state, or why it is down
 */
record IpcHealth(boolean up, Map<String, Object> details) {
    static IpcHealth of(Map<String, IpcState> states) {
        Map<String, Object> details = new LinkedHashMap<>();
        states.forEach((key, state) -> details.put(
                SluiceProperties.beanName(key), state.problem() != null ? state.problem() : state.details()));
        return new IpcHealth(states.values().stream().allMatch(state -> state.problem() == null), details);
    }
}
