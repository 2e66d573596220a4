package io.sluice.trial.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link Documented} allows is what the Javadoc names. */
class DocumentedTest {
    private static final List<String> MODULES = List.of("core", "reactor");

    @ParameterizedTest
    @EnumSource
    void theJavadocNamesEachExceptionThatIsAllowed(Documented call) throws IOException {
        StringBuilder javadoc = new StringBuilder();
        Matcher methods = Pattern.compile(
                        "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+public\\s[^;{(]*\\b" + call.method() + "\\s*[({]",
                        Pattern.DOTALL)
                .matcher(source(call.type()));
        while (methods.find()) {
            javadoc.append(methods.group(1));
        }
        assertThat(javadoc).as("Javadoc of %s", call).isNotEmpty();
        for (Class<?> exception : call.exceptions()) {
            assertThat(javadoc.toString()).contains("@throws " + exception.getSimpleName());
        }
    }

    private static String source(String type) throws IOException {
        for (String module : MODULES) {
            Path file = Path.of("..", module, "src/main/java", type.replace('.', '/') + ".java");
            if (Files.exists(file)) {
                return Files.readString(file);
            }
        }
        throw new AssertionError("no source of " + type);
    }
}
