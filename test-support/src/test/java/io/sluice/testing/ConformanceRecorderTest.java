package io.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class ConformanceRecorderTest {
    @TempDir
    Path folder;

    private List<String> record(Class<?> tests) throws IOException {
        Path written = folder.resolve("written");
        Path file = written.resolve("testing.ConformanceRecorderTest$" + tests.getSimpleName() + ".tsv");
        LauncherConfig alone = LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestExecutionListeners(new ConformanceRecorder(Optional.of(written)))
                .build();
        LauncherFactory.create(alone)
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(tests))
                        .build());
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Test
    void eachWayThatATestWentIsALine() throws IOException {
        String test = "testing.ConformanceRecorderTest$Various.";
        assertThat(record(Various.class))
                .containsExactly(
                        "call 1-1\t" + test + "passes\tpassed\t",
                        "call 1-2\t" + test + "passesOnce\tpassed\t",
                        "call 1-2\t" + test + "passesOnce\tskipped\tAssumption failed: only once",
                        "call 1-3\t" + test + "isSwitchedOff\tskipped\tnot today");
    }

    @Test
    void aClassThatIsLeftOutIsALineForEachOfItsTests() throws IOException {
        assertThat(record(LeftOut.class))
                .containsExactly("call 2-1\ttesting.ConformanceRecorderTest$LeftOut.isNotReached"
                        + "\tskipped\tAssumption failed: nothing of this");
    }

    @Test
    void whatAnEarlierRunHasLeftIsGone() throws IOException {
        Path earlier = Files.createDirectory(folder.resolve("written"))
                .resolve("testing.ConformanceRecorderTest$NamesNothing.tsv");
        Files.writeString(earlier, "call 3-1\tgone\tpassed\t");
        assertThat(record(NamesNothing.class)).isEmpty();
        assertThat(earlier).doesNotExist();
    }

    @Test
    void whatAnotherClassHasLeftStays() throws IOException {
        List<String> various = record(Various.class);
        record(LeftOut.class);
        assertThat(folder.resolve("written").resolve("testing.ConformanceRecorderTest$Various.tsv"))
                .hasContent(String.join("\n", various));
    }

    static final class Various {
        @Test
        @Conforms("call 1-1")
        void passes() {}

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        @Conforms("call 1-2")
        void passesOnce(int number) {
            assumeTrue(number == 1, "only once");
        }

        @Test
        @Disabled("not today")
        @Conforms("call 1-3")
        void isSwitchedOff() {}
    }

    static final class LeftOut {
        @BeforeAll
        static void lacksSomething() {
            assumeTrue(false, "nothing of this");
        }

        @Test
        @Conforms("call 2-1")
        void isNotReached() {}
    }

    static final class NamesNothing {
        @Test
        void passes() {}
    }
}
