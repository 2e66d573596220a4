package io.sluice.redeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.Bounds;
import io.sluice.testing.OpenResources;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The library is loaded by a class loader that is thrown away, again and again. */
class RedeployTest {
    /**
     * JNA is the server's here and stays: the thread of a JNA that goes with a deployment ends 30 seconds behind its last
     * use, which {@link RedeployIT} waits for.
     */
    private static final Deployments SERVER = Deployments.withJnaOfTheServer();

    @Test
    void nothingIsLeftOfADeploymentThatShutTheLibraryDown() throws Exception {
        OpenResources before = OpenResources.now();
        List<Integer> signals = new ArrayList<>();
        for (int deployment = 0; deployment < 3; deployment++) {
            signals.add(SERVER.deploy());
        }
        assertThat(signals).as("the wake signal of each").containsOnly(signals.get(0));
        Bounds.await("the class loaders to be collected").until(SERVER::areAllCollected);
        before.awaitNothingMore();
    }
}
