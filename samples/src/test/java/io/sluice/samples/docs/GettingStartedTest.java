package io.sluice.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.MarkdownFile;
import io.sluice.testing.TestQueues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page "Getting started": its files are written, and its commands run in their order. */
class GettingStartedTest {
    private static final MarkdownFile PAGE = MarkdownFile.of("docs/getting-started.md");
    private static final Duration COMPILING = Duration.ofSeconds(60);
    private static final int READINGS = 20;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @TempDir
    Path top;

    @Test
    void theFirstMessagesComeFromTheCProgram() throws Exception {
        CProgram.requireCompiler();
        String queue = queues.name();
        PageProject project = new PageProject(PAGE, top.resolve("readings"), "/readings", queue);
        PageProject parent = new PageProject(PAGE, top, "/readings", queue);

        runToEnd(parent, project.command("cc --version"));
        runToEnd(parent, project.command("mkdir "));
        assertThat(project.command("cd ")).isEqualTo("cd readings");
        assertThat(top.resolve("readings/src/main/java")).isDirectory();
        project.write("pom.xml", "<modelVersion>");
        project.write("src/main/java/Readings.java", "class Readings");
        project.write("sensor.c", "int main(void)");
        assertThat(project.command("mvn -B -ntp package"))
                .isEqualTo("mvn -B -ntp package dependency:copy-dependencies");
        project.packageAsMavenDoes();
        runToEnd(project, project.command("cc -Wall"));
        try (RunningProgram receiving = project.start(project.command("java --enable"))) {
            receiving.awaitLine("waiting for readings");
            RunningProgram.Exit sensor = runToEnd(project, project.command("./sensor"));
            RunningProgram.Exit exit = receiving.awaitExit(Bounds.SOON);

            assertThat(exit.status()).as(exit.output()).isZero();
            assertThat(sensor.output().lines()).containsExactlyElementsOf(lines("sent reading "));
            assertThat(exit.output().lines().filter(line -> line.startsWith("received")))
                    .containsExactlyElementsOf(lines("received reading "));
        }
        assertThatThrownBy(() -> PosixMessageQueue.open(queue, PosixAccess.READ))
                .hasMessageContaining("ENOENT");
    }

    @Test
    void theSnapshotIsInstalledAsTheReadmeSays() throws Exception {
        String install = new PageProject(PAGE, top, "", "").command("mvn -B -ntp install");

        assertThat(Files.readString(Path.of("../README.md"))).contains("`" + install + "`");
    }

    private static RunningProgram.Exit runToEnd(PageProject project, String command) {
        try (RunningProgram process = project.start(command)) {
            RunningProgram.Exit exit = process.awaitExit(COMPILING);
            assertThat(exit.status()).as("%s: %s", command, exit.output()).isZero();
            return exit;
        }
    }

    private static List<String> lines(String start) {
        return IntStream.rangeClosed(1, READINGS).mapToObj(i -> start + i).toList();
    }
}
