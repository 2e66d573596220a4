package io.sluice.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.overview.Fill;
import io.sluice.cli.overview.ObjectKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the script of the page decides as {@code sluice top} does. */
class PageRulesTest {
    private static String constant(String name) {
        String script =
                new String(Objects.requireNonNull(PageFiles.find("page.js")).bytes(), StandardCharsets.UTF_8);
        Matcher constant = Pattern.compile("const " + name + " = (.+);").matcher(script);
        assertThat(constant.find()).as(name).isTrue();
        return constant.group(1);
    }

    @Test
    void anObjectIsFullAndHighAsOnTheScreenOfTop() {
        assertThat(constant("FULL")).isEqualTo(Double.toString(Fill.FULL));
        assertThat(constant("HIGH")).isEqualTo(Double.toString(Fill.HIGH));
        assertThat(constant("FILLED"))
                .isEqualTo(Arrays.stream(ObjectKind.values())
                        .filter(ObjectKind::fills)
                        .map(kind -> "'" + kind.label() + "'")
                        .collect(Collectors.joining(", ", "[", "]")));
    }
}
