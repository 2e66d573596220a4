package io.sluice.spring.boot;

import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import reactor.core.publisher.Mono;

/** Reports health to Spring Boot 4: down where an object was removed or cannot be opened, with the reason. */
final class Boot4HealthIndicator extends AbstractReactiveHealthIndicator {
    private final IpcStates states;

    Boot4HealthIndicator(IpcStates states) {
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
