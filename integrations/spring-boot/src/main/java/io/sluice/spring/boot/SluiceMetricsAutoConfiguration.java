package io.sluice.spring.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.epoll.EventLoop;
import io.sluice.micrometer.EventLoopMeters;
import io.sluice.micrometer.SluiceMeters;
import io.sluice.reactor.MetricsRecorder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Meters of all that properties make, where {@code sluice-micrometer} and a registry of meters are there. */
@AutoConfiguration(
        after = SluiceAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(name = {"io.micrometer.core.instrument.MeterRegistry", "io.sluice.micrometer.SluiceMeters"})
@ConditionalOnBean(type = "io.micrometer.core.instrument.MeterRegistry")
class SluiceMetricsAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(MetricsRecorder.class)
    SluiceMeters sluiceMeters(MeterRegistry registry) {
        return SluiceMeters.create(registry);
    }

    @Bean
    EventLoopMeters sluiceEventLoopMeters(EventLoop loop) {
        return EventLoopMeters.of(loop, "spring");
    }
}
