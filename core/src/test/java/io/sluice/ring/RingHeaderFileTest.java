package io.sluice.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.junit.RunningProgram;
import io.sluice.mapping.SharedWord;
import io.sluice.testing.CProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The headers for C programs: they compile everywhere without a warning, and have the numbers of this package. */
class RingHeaderFileTest {
    private static final long COMPILING_SECONDS = 120;

    @TempDir
    Path folder;

    private static boolean isThere(String compiler) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
                .anyMatch(each -> Files.isExecutable(Path.of(each, compiler)));
    }

    private void copy(String header) throws IOException {
        Files.writeString(
                folder.resolve(header), header.equals("sluice_word.h") ? SharedWord.cHeader() : Ring.cHeader());
    }

    @ParameterizedTest
    @CsvSource({
        "gcc, c11, c, sluice_ring.h",
        "gcc, gnu17, c, sluice_ring.h",
        "clang, c11, c, sluice_ring.h",
        "g++, c++11, cc, sluice_ring.h",
        "g++, c++20, cc, sluice_ring.h",
        "clang++, c++17, cc, sluice_ring.h",
        "gcc, c11, c, sluice_word.h",
        "clang, c11, c, sluice_word.h",
        "g++, c++11, cc, sluice_word.h",
        "clang++, c++17, cc, sluice_word.h"
    })
    void aHeaderCompilesWithoutAWarning(String compiler, String standard, String suffix, String header)
            throws Exception {
        assumeTrue(isThere(compiler), "there is no " + compiler + " on the PATH");
        copy(header);
        Path source = folder.resolve("user." + suffix);
        Files.writeString(source, "#include \"" + header + "\"\nint main(void) { return 0; }\n");
        List<String> command = new ArrayList<>(List.of(compiler, "-std=" + standard, "-O2", "-c", "-o", "user.o"));
        command.addAll(
                List.of("-Wall", "-Wextra", "-Wshadow", "-Wcast-align", "-Wpointer-arith", "-pedantic", "-Werror"));
        command.add(source.toString());
        Process compiling = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(compiling.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(compiling.waitFor(COMPILING_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(output).isEmpty();
        assertThat(compiling.exitValue()).isZero();
    }

    @Test
    void theLayoutIsTheSameInBothLanguages() {
        List<String> numbers = new ArrayList<>();
        List<Object> ours = new ArrayList<>();
        Object[][] pairs = {
            {"SLUICE_RING_MAGIC", RingLayout.MAGIC_VALUE},
            {"SLUICE_RING_VERSION", RingLayout.VERSION_VALUE},
            {"SLUICE_RING_ONE", ProducerKind.ONE.number()},
            {"SLUICE_RING_MANY", ProducerKind.MANY.number()},
            {"SLUICE_RING_HEADER", RingLayout.HEADER_SIZE},
            {"SLUICE_RING_AT_VERSION", RingLayout.VERSION},
            {"SLUICE_RING_AT_KIND", RingLayout.KIND},
            {"SLUICE_RING_AT_CAPACITY", RingLayout.CAPACITY},
            {"SLUICE_RING_AT_PID", RingLayout.CONSUMER_PID},
            {"SLUICE_RING_AT_START", RingLayout.CONSUMER_START},
            {"SLUICE_RING_AT_TAKEN", RingLayout.TAKEN},
            {"SLUICE_RING_AT_CONSUMER_SLEEPS", RingLayout.CONSUMER_SLEEPS},
            {"SLUICE_RING_AT_PRODUCERS_SLEEP", RingLayout.PRODUCERS_SLEEP},
            {"SLUICE_RING_AT_UNBLOCKED", RingLayout.UNBLOCKED},
            {"SLUICE_RING_TRAILER", RingLayout.TRAILER_SIZE},
            {"SLUICE_RING_TAIL", RingLayout.TAIL},
            {"SLUICE_RING_HEAD", RingLayout.HEAD},
            {"SLUICE_RING_PADDING", RingLayout.PADDING}
        };
        for (Object[] pair : pairs) {
            numbers.add("    printf(\"%lld\\n\", (long long) " + pair[0] + ");\n");
            ours.add(pair[1].toString());
        }
        String source = "#include \"sluice_ring.h\"\nint main(void) {\n" + String.join("", numbers) + "}\n";
        try (RunningProgram printing = CProgram.ofSource("ring_numbers", source).start()) {
            assertThat(numbers.stream().map(each -> (Object) printing.line()).toList())
                    .isEqualTo(ours);
        }
    }
}
