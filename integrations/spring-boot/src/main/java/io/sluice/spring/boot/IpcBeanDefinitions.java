package io.sluice.spring.boot;

import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Defines beans by the name of a factory method and its arguments, not by a lambda: so ahead-of-time processing can write
 * them down as code. A bean that the application has defined under the same name stays.
 */
final class IpcBeanDefinitions {
    private final BeanDefinitionRegistry registry;

    IpcBeanDefinitions(BeanDefinitionRegistry registry) {
        this.registry = registry;
    }

    /** A bean made by a method that takes the name of the properties. */
    AbstractBeanDefinition define(String beanName, Class<?> factory, String method, String properties) {
        RootBeanDefinition definition = new RootBeanDefinition();
        definition.setFactoryBeanName("sluice" + factory.getSimpleName());
        definition.setUniqueFactoryMethodName(method);
        definition.setDestroyMethodName(AbstractBeanDefinition.INFER_METHOD);
        definition.getConstructorArgumentValues().addIndexedArgumentValue(0, properties);
        if (!registry.containsBeanDefinition(beanName)) {
            registry.registerBeanDefinition(beanName, definition);
        }
        return definition;
    }

    /** A bean made by a method that takes the name of the properties and another bean. */
    AbstractBeanDefinition defineWith(
            String dependency, String beanName, Class<?> factory, String method, String properties) {
        AbstractBeanDefinition definition = define(beanName, factory, method, properties);
        definition.getConstructorArgumentValues().addIndexedArgumentValue(1, new RuntimeBeanReference(dependency));
        return definition;
    }
}
