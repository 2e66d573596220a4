package io.sluice.samples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ring.Ring;
import io.sluice.samples.support.CompiledProgram;
import io.sluice.testing.CProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The C programs beside the samples compile without a warning. */
class CSourcesTest {
    private static final long COMPILING_SECONDS = 60;

    @TempDir
    Path folder;

    static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources"))) {
            return files.filter(file -> file.toString().endsWith(".c")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void eachCompilesWithoutAWarning(Path source) throws Exception {
        CProgram.requireCompiler();
        Files.writeString(folder.resolve("sluice_ring.h"), Ring.cHeader());
        List<String> command = List.of(
                requireNonNull(CompiledProgram.compiler()).toString(),
                "-std=gnu11",
                "-O2",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-I" + folder,
                "-c",
                "-o",
                folder.resolve("program.o").toString(),
                source.toString());
        Process compiling =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(compiling.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(compiling.waitFor(COMPILING_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(output).isEmpty();
        assertThat(compiling.exitValue()).isZero();
    }
}
