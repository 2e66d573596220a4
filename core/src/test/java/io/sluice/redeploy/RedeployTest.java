package io.sluice.redeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.signal.Signal;
import io.sluice.testing.Bounds;
import io.sluice.testing.Deployments;
import io.sluice.testing.OpenResources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
            signals.add(SERVER.deploy(DeployedApplication.class));
        }
        assertThat(signals).as("the wake signal of each").containsOnly(signals.get(0));
        Bounds.await("the class loaders to be collected").until(SERVER::areAllCollected);
        before.awaitNothingMore();
    }

    /** A signal that comes when nobody is deployed runs the handler of a class loader that is gone. */
    @Test
    void aSignalIsCaughtAgainByTheNextDeploymentAndStaysPendingInBetween() throws Exception {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the handler exists on x86-64 only");
        Signal signal = Signal.realTime(SignalApplication.INDEX);
        assertThat(SERVER.deploy(SignalApplication.class)).isEqualTo(1);
        List<String> pages = executablePages();
        assertThat(pages).isNotEmpty();
        for (int deployment = 0; deployment < 3; deployment++) {
            Bounds.await("the class loaders to be collected").until(SERVER::areAllCollected);
            signal.sendTo(ProcessHandle.current().pid(), 1);
            assertThat(SERVER.deploy(SignalApplication.class)).isEqualTo(2);
        }
        assertThat(executablePages()).as("the handler's page is used again").isEqualTo(pages);
    }

    private static List<String> executablePages() throws IOException {
        try (Stream<String> mappings = Files.lines(Path.of("/proc/self/maps"))) {
            return mappings.filter(line -> line.matches("\\S+ r-xp 00000000 00:00 0\\s*"))
                    .toList();
        }
    }
}
