package io.sluice.spring.boot;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;

/** Health on Spring Boot 4. */
@AutoConfiguration(after = SluiceAutoConfiguration.class)
@ConditionalOnClass(
        name = {
            "org.springframework.boot.health.contributor.ReactiveHealthIndicator",
            "org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator"
        })
@ConditionalOnEnabledHealthIndicator("sluice")
class Boot4HealthAutoConfiguration {
    @Bean
    Boot4HealthIndicator sluiceHealthIndicator(IpcStates states) {
        return new Boot4HealthIndicator(states);
    }
}
