package io.sluice.spring.boot;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** The actuator endpoint, where there is an actuator. */
@AutoConfiguration(after = SluiceAutoConfiguration.class)
@ConditionalOnClass(
        name = "org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint")
@ConditionalOnAvailableEndpoint(endpoint = SluiceEndpoint.class)
class SluiceEndpointAutoConfiguration {
    @Bean
    SluiceEndpoint sluiceEndpoint(IpcStates states) {
        return new SluiceEndpoint(states);
    }
}
