package io.sluice.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.json.JsonParserFactory;

/** The page about Spring Boot has each property with its default, and no other; editors know each of them. */
class DocumentedPropertiesTest {
    /** Behind the name of a map, in the name of a hint for its keys. */
    private static final String KEYS = ".keys";

    private static final Path PAGE = Path.of("../../docs/spring-boot.md");

    static Stream<RecordComponent> groups() {
        return Arrays.stream(SluiceProperties.class.getRecordComponents());
    }

    @ParameterizedTest
    @MethodSource("groups")
    void thePageHasEachPropertyWithItsDefault(RecordComponent group) throws IOException {
        boolean named = group.getGenericType() instanceof ParameterizedType;
        Class<?> type = named
                ? (Class<?>) ((ParameterizedType) group.getGenericType()).getActualTypeArguments()[1]
                : group.getType();
        List<String> rows = Arrays.stream(type.getRecordComponents())
                .map(property -> "| `" + keyOf(property) + "` | " + defaultOf(type, property))
                .toList();
        String heading = "\n### sluice." + keyOf(group) + (named ? ".NAME\n" : "\n");

        String page = Files.readString(PAGE);
        assertThat(page).contains(heading);
        String section =
                page.substring(page.indexOf(heading) + heading.length()).split("\n###? ", 2)[0];
        assertThat(section.lines()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.replaceAll("\\|[^|]*\\|$", "|")))
                .containsExactlyElementsOf(rows);
    }

    @ParameterizedTest
    @MethodSource("groups")
    void editorsKnowEachGroup(RecordComponent group) throws IOException {
        try (InputStream metadata = getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            assertThat(new String(metadata.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("\"sluice." + keyOf(group) + (group.getType().isRecord() ? "." : "\""));
        }
    }

    /** A hint for a property that does not exist shows nowhere, and nobody says so. */
    @Test
    void eachHintIsForAPropertyAndEachMapHasOne() throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            Map<String, Object> metadata =
                    JsonParserFactory.getJsonParser().parseMap(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            List<String> hints = names(metadata, "hints");
            List<String> properties = names(metadata, "properties");

            assertThat(properties)
                    .containsAll(
                            hints.stream().map(DocumentedPropertiesTest::hinted).toList());
            assertThat(hints)
                    .containsAll(groups().filter(group -> group.getType() == Map.class)
                            .map(group -> "sluice." + keyOf(group) + KEYS)
                            .toList());
        }
    }

    private static List<String> names(Map<String, Object> metadata, String kind) {
        return ((List<?>) metadata.get(kind))
                .stream()
                        .map(each -> (String) ((Map<?, ?>) each).get("name"))
                        .filter(name -> name.startsWith("sluice."))
                        .toList();
    }

    private static String hinted(String hint) {
        return hint.endsWith(KEYS) ? hint.substring(0, hint.length() - KEYS.length()) : hint;
    }

    private static String keyOf(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String defaultOf(Class<?> type, RecordComponent property) {
        DefaultValue value = Arrays.stream(type.getDeclaredConstructors()[0].getParameters())
                .filter(parameter -> parameter.getName().equals(property.getName()))
                .findFirst()
                .orElseThrow()
                .getAnnotation(DefaultValue.class);
        return value == null ? " |" : "`" + value.value()[0] + "` |";
    }
}
