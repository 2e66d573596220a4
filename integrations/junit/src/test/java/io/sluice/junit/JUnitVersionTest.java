package io.sluice.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.launcher.Launcher;

/** The build runs these tests once on the oldest JUnit and once on the newest one: this holds it to that. */
class JUnitVersionTest {
    private static final String EXPECTED = System.getProperty("sluice.junit.tested");

    @Test
    void theTestsRunOnTheJUnitThatTheBuildSays() {
        assumeTrue(EXPECTED != null, "only the build says which one it is");
        assertThat(Stream.of(Test.class, JupiterTestEngine.class))
                .allSatisfy(type -> assertThat(jar(type)).endsWith("-" + EXPECTED + ".jar"));
        assertThat(jar(Launcher.class)).endsWith("-" + EXPECTED.replaceFirst("^5", "1") + ".jar");
    }

    private static String jar(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }
}
