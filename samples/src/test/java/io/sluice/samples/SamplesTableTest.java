package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SamplesTableTest {
    private static final Path TABLE = Path.of("../docs/samples.md");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");
    private static final Pattern RUNNABLE =
            Pattern.compile("(?s)public final class .* public static void main\\(|\nfun main\\(");

    @Test
    void itListsEverySampleThereIsAndNoOther() throws IOException {
        List<Path> listed = LINK.matcher(Files.readString(TABLE))
                .results()
                .map(link ->
                        TABLE.resolveSibling(link.group(1)).toAbsolutePath().normalize())
                .toList();

        assertThat(listed).allSatisfy(file -> assertThat(file).exists());
        assertThat(listed)
                .filteredOn(file -> !file.toString().endsWith(".c"))
                .containsExactlyInAnyOrderElementsOf(samples());
    }

    private static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main").toAbsolutePath())) {
            return files.filter(file -> file.toString().matches(".*\\.(java|kt)") && isRunnable(file))
                    .toList();
        }
    }

    private static boolean isRunnable(Path file) {
        try {
            return RUNNABLE.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
