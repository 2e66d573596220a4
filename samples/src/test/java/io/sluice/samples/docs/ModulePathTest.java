package io.sluice.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.LongTest;
import io.sluice.testing.MarkdownFile;
import io.sluice.testing.Programs;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page "On the module path": its application is compiled as a module and runs, also on a JDK that jlink has made. */
class ModulePathTest {
    private static final MarkdownFile PAGE = MarkdownFile.of("docs/module-path.md");
    private static final Duration LINKING = Duration.ofMinutes(2);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @TempDir
    Path folder;

    private PageProject project;

    @BeforeEach
    void compileAsAModule() throws IOException {
        project = new PageProject(PAGE, folder, "/greetings", queues.name());
        project.write("src/main/java/module-info.java", "module demo.greeting {");
        project.write("src/main/java/demo/greeting/Greeting.java", "class Greeting");
        assertThat(project.command("mvn ")).isEqualTo("mvn -B -ntp package dependency:copy-dependencies");
        project.packageAsMavenDoes();
    }

    @Test
    void theApplicationRunsAsAModuleWithoutAWarning() {
        assertGreets(project.command("java "));
    }

    @LongTest
    @Test
    void theApplicationRunsOnASmallJdk() {
        assumeTrue(
                Files.isExecutable(Path.of(Programs.java()).resolveSibling("jlink")), "this JDK comes without jlink");
        try (RunningProgram linking = project.start(project.command("jlink "))) {
            RunningProgram.Exit exit = linking.awaitExit(LINKING);
            assertThat(exit.status()).as(exit.output()).isZero();
        }
        assertGreets(project.command("runtime/bin/java "));
    }

    private void assertGreets(String command) {
        try (RunningProgram program = project.start(command)) {
            RunningProgram.Exit exit = program.awaitExit(LINKING);
            assertThat(exit.output()).isEqualTo("hello from module demo.greeting by " + bindingOfThisJdk() + "\n");
            assertThat(exit.status()).isZero();
        }
    }

    private static String bindingOfThisJdk() {
        return Runtime.version().feature() >= 22 ? "ffm" : "jna";
    }
}
