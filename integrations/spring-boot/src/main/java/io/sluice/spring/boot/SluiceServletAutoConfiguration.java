package io.sluice.spring.boot;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Statuses of errors in a servlet application with Spring MVC that asks for them. */
@AutoConfiguration(after = SluiceAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(name = "org.springframework.web.servlet.HandlerExceptionResolver")
@ConditionalOnBooleanProperty("sluice.web.error-status")
class SluiceServletAutoConfiguration {
    @Bean
    QueueErrorResolver sluiceQueueErrorResolver(SluiceProperties properties) {
        return new QueueErrorResolver(properties.web().retryAfter());
    }
}
