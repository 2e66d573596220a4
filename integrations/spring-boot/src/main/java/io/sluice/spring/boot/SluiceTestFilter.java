package io.sluice.spring.boot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Leaves the application's components out of tests with {@link SluiceTest}. Spring Boot 3.5 and 4 have their annotation for
 * that in different packages; the filter behind it is the same.
 */
final class SluiceTestFilter implements ContextCustomizerFactory {
    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        return AnnotatedElementUtils.hasAnnotation(testClass, SluiceTest.class) ? new NoComponents() : null;
    }

    /** A record: contexts are shared by tests whose customizers are equal. */
    private record NoComponents() implements ContextCustomizer {
        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
            context.getBeanFactory().registerSingleton("sluiceTestFilter", new EachComponent());
        }
    }

    /** Matches all that a scan for components finds. */
    private static final class EachComponent extends TypeExcludeFilter {
        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) {
            return true;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof EachComponent;
        }

        @Override
        public int hashCode() {
            return EachComponent.class.hashCode();
        }
    }
}
