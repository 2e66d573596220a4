package io.sluice.spring.boot;

import io.sluice.spring.boot.IpcStates.IpcState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** The actuator endpoint {@code sluice}: each object with what is in it, its limits, and who has it open. */
@Endpoint(id = "sluice")
final class SluiceEndpoint {
    private final IpcStates states;

    SluiceEndpoint(IpcStates states) {
        this.states = states;
    }

    /** Such as {@code queues}, then {@code orders}, then {@code messages}. */
    @ReadOperation
    public Map<String, Map<String, Map<String, Object>>> objects() {
        Map<String, Map<String, Map<String, Object>>> kinds = new TreeMap<>();
        states.forEach((key, object) -> {
            String beanName = SluiceProperties.beanName(key);
            kinds.computeIfAbsent(key.substring(0, key.indexOf('.')), kind -> new TreeMap<>())
                    .put(beanName, described(beanName, object));
        });
        return kinds;
    }

    private Map<String, Object> described(String beanName, IpcProperties object) {
        IpcState state = states.look(beanName, object);
        Map<String, Object> described = new LinkedHashMap<>(state.details());
        if (state.problem() != null) {
            described.put("problem", state.problem());
        }
        List<Long> holders = object.holders();
        if (!holders.isEmpty()) {
            described.put("holders", holders);
        }
        return described;
    }
}
