package io.sluice.spring.boot;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.MetricsRecorder;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWarDeployment;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Makes beans of what is set below {@code sluice}: for {@code sluice.queues.orders.name=/orders} the handle {@code orders}, the
 * receiver {@code ordersReceiver} and the sender {@code ordersSender}.
 *
 * <p>When the application stops, every receiver that is a bean stops first, then the web server; handles and the event loop
 * close last. In an application that a web server has deployed, {@link io.sluice.Sluice#shutdown()} follows.
 */
@SuppressWarnings("exports") // who refers to this class needs nothing of its annotations
@AutoConfiguration
@EnableConfigurationProperties(SluiceProperties.class)
@Import(SluiceBeanRegistrar.class)
public class SluiceAutoConfiguration {
    /** Made by Spring. */
    SluiceAutoConfiguration() {}

    @Bean
    static StreamStop sluiceStreamStop() {
        return new StreamStop();
    }

    @Bean
    @ConditionalOnWarDeployment
    SharedParts sluiceSharedParts(ApplicationContext context) {
        return new SharedParts(context);
    }

    /** The application's own, so that no thread of it outlives the application. */
    @Bean
    @ConditionalOnMissingBean
    EventLoop sluiceEventLoop() {
        return EventLoop.create("sluice-spring");
    }

    @Bean
    IpcRuntime sluiceIpcRuntime(
            SluiceProperties properties,
            EventLoop loop,
            ObjectProvider<MetricsRecorder> metrics,
            ObjectProvider<SharedParts> sharedParts) {
        properties.check(); // beans that were defined ahead of time come here without the registrar's check
        sharedParts.ifAvailable(parts -> {}); // made first, and so destroyed last
        return new IpcRuntime(loop, metrics.getIfAvailable(MetricsRecorder::shared));
    }

    @Bean
    PosixQueueBeans sluicePosixQueueBeans(SluiceProperties properties, IpcRuntime runtime) {
        return new PosixQueueBeans(properties, runtime);
    }

    @Bean
    SystemVQueueBeans sluiceSystemVQueueBeans(SluiceProperties properties, IpcRuntime runtime) {
        return new SystemVQueueBeans(properties, runtime);
    }

    @Bean
    FifoBeans sluiceFifoBeans(SluiceProperties properties, IpcRuntime runtime) {
        return new FifoBeans(properties, runtime);
    }

    @Bean
    TimerBeans sluiceTimerBeans(SluiceProperties properties, IpcRuntime runtime) {
        return new TimerBeans(properties, runtime);
    }

    @Bean
    RingBeans sluiceRingBeans(SluiceProperties properties, IpcRuntime runtime) {
        return new RingBeans(properties, runtime);
    }

    @Bean
    IpcStates sluiceIpcStates(SluiceProperties properties, BeanFactory beans) {
        return new IpcStates(properties, beans);
    }
}
