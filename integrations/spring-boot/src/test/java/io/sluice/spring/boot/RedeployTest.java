package io.sluice.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.blocking.WaitingThreads;
import io.sluice.testing.Bounds;
import io.sluice.testing.Deployments;
import io.sluice.testing.OpenResources;
import io.sluice.testing.TestQueues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** A web server deploys an application again and again, and keeps nothing of the former deployments. */
class RedeployTest {
    /** Fifty with {@code -Dsluice.redeployments=50}. */
    private static final int DEPLOYMENTS = Integer.getInteger("sluice.redeployments", 3);

    @RegisterExtension
    private final TestQueues queues = new TestQueues();

    @Test
    void nothingIsLeftOfADeployment() throws Exception {
        System.setProperty(DeployedOrders.QUEUE, queues.create(4, 64).name());
        OpenResources before = OpenResources.now();
        Deployments server = Deployments.withJnaOfTheServer();
        for (int deployment = 0; deployment < DEPLOYMENTS; deployment++) {
            assertThat(server.deploy(DeployedOrders.class)).isEqualTo(2);
        }
        Bounds.await("the class loaders to be collected").until(server::areAllCollected);
        before.awaitNothingMore();
    }

    @Test
    void theSharedPartsEndWithAnApplicationThatWasDeployedAndOnlyWithThat() {
        WaitingThreads shared = WaitingThreads.shared();
        AutoConfigurations configurations = AutoConfigurations.of(SluiceAutoConfiguration.class);
        new ApplicationContextRunner()
                .withConfiguration(configurations)
                .run(context -> assertThat(context).doesNotHaveBean(SharedParts.class));
        assertThat(WaitingThreads.shared()).isSameAs(shared);
        new WebApplicationContextRunner()
                .withConfiguration(configurations)
                .run(context -> assertThat(context).hasSingleBean(SharedParts.class));
        assertThat(shared.isClosed()).isTrue();
        Bounds.await("the end of the thread that waits for the last native call")
                .until(() -> {
                    System.gc(); // by which it learns of that
                    return Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getName().equals("sluice-jna-release"));
                });
    }
}
