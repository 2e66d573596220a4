package io.sluice.spring.boot;

import java.util.List;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.IgnoreTopLevelConverterNotFoundBindHandler;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** Defines the beans that the properties name. Under ahead-of-time processing it runs at build time, with the properties there. */
final class SluiceBeanRegistrar implements ImportBeanDefinitionRegistrar {
    private final Environment environment;

    SluiceBeanRegistrar(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
        SluiceProperties properties = bound();
        properties.check();
        IpcBeanDefinitions definitions = new IpcBeanDefinitions(registry);
        properties.forEach((key, object) -> object.define(SluiceProperties.beanName(key), definitions));
    }

    /** A key that means nothing is an error, as a value that is no number is. */
    private SluiceProperties bound() {
        try {
            return Binder.get(environment)
                    .bindOrCreate(
                            "sluice",
                            Bindable.of(SluiceProperties.class),
                            new NoUnboundElementsBindHandler(
                                    new IgnoreTopLevelConverterNotFoundBindHandler(),
                                    new UnboundElementsSourceFilter()));
        } catch (BindException e) {
            throw new InvalidPropertiesException(lines(e), e);
        }
    }

    private static List<String> lines(BindException failure) {
        if (failure.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
            return unbound.getUnboundProperties().stream()
                    .map(property -> line(property, "there is no such property."))
                    .toList();
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String reason = root.getMessage() + ".";
        ConfigurationProperty property = failure.getProperty();
        return List.of(
                property != null
                        ? line(property, reason)
                        : PropertyProblems.line(failure.getName().toString(), null, reason));
    }

    private static String line(ConfigurationProperty property, String reason) {
        return PropertyProblems.line(property.getName().toString(), property.getValue(), reason);
    }
}
