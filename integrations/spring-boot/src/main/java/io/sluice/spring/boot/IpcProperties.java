package io.sluice.spring.boot;

import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.BeanFactory;

/** What is set for one object of IPC: the value of a map whose keys are names of beans. */
interface IpcProperties {
    /** Finds values that are wrong, each of which is added. */
    void check(PropertyProblems problems);

    /** Defines the beans. Called only where the check found nothing. */
    void define(String beanName, IpcBeanDefinitions definitions);

    /**
     * What the object is like now, by names for users. Fails where it was removed, or cannot be opened: its exception says
     * why.
     */
    Map<String, Object> look(String beanName, BeanFactory beans);

    /** The processes that have it open, as far as this user may see; none for kinds whose state says more. Reads files. */
    default List<Long> holders() {
        return List.of();
    }
}
