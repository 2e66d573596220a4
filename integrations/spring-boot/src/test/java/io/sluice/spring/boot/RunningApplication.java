package io.sluice.spring.boot;

import io.sluice.testing.Bounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** An application that runs in this JVM with a real web server. */
final class RunningApplication implements AutoCloseable {
    /** Not those that all share: an application that stops disposes them, whatever a client still has to read. */
    private final LoopResources clientLoops = LoopResources.create("client", 1, true);

    private final ConfigurableApplicationContext context;

    private RunningApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts with properties such as {@code sluice.queues.orders.name=/orders}. */
    static RunningApplication start(Class<?> application, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0", "--spring.main.banner-mode=off", "--spring.reactor.netty.shutdown-quiet-period=0s"));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        return new RunningApplication(new SpringApplicationBuilder(application)
                .web(WebApplicationType.REACTIVE)
                .registerShutdownHook(false)
                .run(arguments.toArray(String[]::new)));
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    WebClient client() {
        HttpClient client =
                HttpClient.create(ConnectionProvider.newConnection()).runOn(clientLoops);
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(client))
                .baseUrl("http://localhost:" + context.getEnvironment().getProperty("local.server.port"))
                .build();
    }

    /** Stops it, while its clients go on. */
    void stop() {
        context.close();
    }

    @Override
    public void close() {
        stop();
        clientLoops.disposeLater(Duration.ZERO, Bounds.SOON).block();
    }
}
