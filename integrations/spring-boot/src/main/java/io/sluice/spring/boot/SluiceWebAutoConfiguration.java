package io.sluice.spring.boot;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Statuses of errors in a reactive web application that asks for them. */
@AutoConfiguration(after = SluiceAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBooleanProperty("sluice.web.error-status")
class SluiceWebAutoConfiguration {
    @Bean
    QueueErrorHandler sluiceQueueErrorHandler(SluiceProperties properties) {
        return new QueueErrorHandler(properties.web().retryAfter());
    }
}
