package io.sluice.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.MarkdownFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page "Versions" names what the build uses. */
class VersionsTest {
    private static final Pattern VERSION = Pattern.compile("\\b\\d+\\.\\d+\\.\\d+\\b");
    private static final Pattern ROW = Pattern.compile("\\| ([^|]+) \\| ([^|]+) \\| [^|]+ \\|");

    @Test
    void eachVersionIsOneOfTheBuilds() throws IOException {
        String poms = poms();
        List<String> versions = MarkdownFile.of("docs/versions.md").prose().stream()
                .flatMap(line -> ROW.matcher(line).results())
                .flatMap(row -> VERSION.matcher(row.group(2)).results())
                .map(MatchResult::group)
                .toList();
        assertThat(versions)
                .hasSizeGreaterThan(15)
                .allSatisfy(version -> assertThat(poms).contains(">" + version + "<"));
    }

    private static String poms() throws IOException {
        StringBuilder poms = new StringBuilder();
        try (Stream<Path> files = Files.find(Path.of(".."), 3, (file, attributes) -> file.endsWith("pom.xml"))) {
            for (Path pom : files.toList()) {
                poms.append(Files.readString(pom));
            }
        }
        return poms.toString();
    }
}
