package io.sluice.redeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.Bounds;
import io.sluice.testing.Deployments;
import io.sluice.testing.LongTest;
import io.sluice.testing.OpenResources;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The library and JNA are loaded by a class loader that is thrown away. */
@LongTest
class RedeployIT {
    /** JNA's own thread ends 30 seconds behind its last use. */
    private static final Duration END_OF_JNA = Duration.ofSeconds(90);

    @Test
    void nothingIsLeftOfADeploymentWithItsOwnJna() throws Exception {
        OpenResources before = OpenResources.now();
        Deployments server = Deployments.withTheirOwnJna();
        assertThat(server.deploy(DeployedApplication.class)).isEqualTo(server.deploy(DeployedApplication.class));
        Bounds.await("the class loaders to be collected").atMost(END_OF_JNA).until(server::areAllCollected);
        before.awaitNothingMore();
    }
}
