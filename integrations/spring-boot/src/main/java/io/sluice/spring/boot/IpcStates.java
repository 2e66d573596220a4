package io.sluice.spring.boot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.NestedExceptionUtils;

/** Looks at each object that the properties name. A look is a few system calls and does not wait. */
final class IpcStates {
    private final SluiceProperties properties;
    private final BeanFactory beans;

    /**
     * How one object is.
     *
     * @param details what it is like; empty where there is a problem
     * @param problem why it is not in service; null where it is
     */
    record IpcState(Map<String, Object> details, @Nullable String problem) {}

    IpcStates(SluiceProperties properties, BeanFactory beans) {
        this.properties = properties;
        this.beans = beans;
    }

    /** Gives the state of each object by its key below {@code sluice}, such as {@code queues.orders}. */
    Map<String, IpcState> all() {
        Map<String, IpcState> states = new LinkedHashMap<>();
        properties.forEach((key, object) -> states.put(key, look(SluiceProperties.beanName(key), object)));
        return states;
    }

    /** Gives each object with its key. */
    void forEach(BiConsumer<String, IpcProperties> consumer) {
        properties.forEach(consumer);
    }

    private static IpcState failed(Throwable cause) {
        return new IpcState(Map.of(), Objects.requireNonNullElseGet(cause.getMessage(), cause::toString));
    }

    IpcState look(String beanName, IpcProperties object) {
        try {
            return new IpcState(object.look(beanName, beans), null);
        } catch (BeansException e) { // a handle that is opened at its first use
            return failed(NestedExceptionUtils.getMostSpecificCause(e));
        } catch (RuntimeException e) {
            return failed(e);
        }
    }
}
