package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The classes of the jar under test in a form that Java maps: with it, a process starts in half the time. */
final class ClassArchive {
    private static final List<String> FLAGS = make();

    private ClassArchive() {}

    /** For a process of the jar itself: Java does not take the archive for a copy of the jar. */
    static List<String> flags() {
        return FLAGS;
    }

    private static List<String> make() {
        try {
            Path archive = Files.createTempFile(SluiceProcess.JAR.getParent(), "classes", ".jsa");
            archive.toFile().deleteOnExit();
            List<String> command = new ArrayList<>(List.of(Programs.java(), "-XX:ArchiveClassesAtExit=" + archive));
            command.addAll(SluiceProcess.SMALL);
            command.addAll(List.of("-Xlog:disable", "-cp", SluiceProcess.JAR.toString(), "io.sluice.cli.Rehearsal"));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor()).as("the rehearsal's exit status").isZero();
            return List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:disable");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
