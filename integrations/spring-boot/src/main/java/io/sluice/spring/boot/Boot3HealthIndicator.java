package io.sluice.spring.boot;

import org.springframework.boot.actuate.health.AbstractReactiveHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import reactor.core.publisher.Mono;

/** Reports health to Spring Boot 3.5: down where an object was removed or cannot be opened, with the reason. */
final class Boot3HealthIndicator extends AbstractReactiveHealthIndicator {
    private final IpcStates states;

    Boot3HealthIndicator(IpcStates states) {
        this.states = states;
    }

    @Override
    protected Mono<Health> doHealthCheck(Health.Builder builder) {
        return Mono.fromSupplier(() -> {
            IpcHealth health = IpcHealth.of(states.all());
            return (health.up() ? builder.up() : builder.down())
                    .withDetails(health.details())
                    .build();
        });
    }
}
