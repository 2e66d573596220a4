package io.sluice.redeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.Bounds;
import io.sluice.testing.OpenResources;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** The library is loaded by a class loader that is thrown away, again and again. */
class RedeployTest {
    /** JNA's own thread ends 30 seconds behind the last use. */
    private static final Duration END_OF_JNA = Duration.ofSeconds(60);

    @Test
    void noThreadAndNoDescriptorIsLeftOfADeploymentThatShutTheLibraryDown() throws Exception {
        OpenResources before = OpenResources.now();
        List<Integer> signals = new ArrayList<>();
        for (int deployment = 0; deployment < 3; deployment++) {
            signals.add(deploy());
        }
        before.awaitNothingMore();
        assertThat(signals).as("the wake signal of each").containsOnly(signals.get(0));
        Bounds.await("the end of JNA's threads")
                .atMost(END_OF_JNA)
                .until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(RedeployTest::isOfADeployment));
    }

    private static boolean isOfADeployment(Thread thread) {
        return thread.getClass().getClassLoader() instanceof URLClassLoader
                || thread.getContextClassLoader() instanceof URLClassLoader;
    }

    @SuppressWarnings("unchecked")
    private static int deploy() throws Exception {
        List<URL> libraries = new ArrayList<>();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            libraries.add(Path.of(path).toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(libraries.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            return ((Callable<Integer>) loader.loadClass(DeployedApplication.class.getName())
                            .getDeclaredConstructor()
                            .newInstance())
                    .call();
        }
    }
}
