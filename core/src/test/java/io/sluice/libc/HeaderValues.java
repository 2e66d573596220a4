package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Asks the system's C headers for the values of expressions. */
final class HeaderValues {
    private static final String HEAD =
            "#define _GNU_SOURCE\n#include <stddef.h>\n#include <stdint.h>\n#include <stdio.h>\n";

    private HeaderValues() {}

    /**
     * Compiles and runs a program that prints them all.
     *
     * @param headers where it finds what it includes
     * @param program a name for it
     * @param declarations includes, and types if need be
     * @param expressions the C expression for each name
     * @return the value for each name
     */
    static Map<String, Long> of(
            CHeaders headers, String program, String declarations, Map<String, String> expressions) {
        String rows = expressions.entrySet().stream()
                .map(row -> "    printf(\"%s %%lld\\n\", (long long) (%s));\n".formatted(row.getKey(), row.getValue()))
                .collect(Collectors.joining());
        String source = HEAD + declarations + "\nint main(void) {\n" + rows + "    return 0;\n}\n";
        Map<String, Long> values = new TreeMap<>();
        try (RunningProgram process =
                CProgram.ofSource(program, source, headers.options()).start()) {
            RunningProgram.Exit exit = process.awaitExit(Bounds.SOON);
            assertThat(exit.status()).isZero();
            exit.output().lines().forEach(line -> {
                String[] nameAndValue = line.split(" ", -1);
                values.put(nameAndValue[0], Long.valueOf(nameAndValue[1]));
            });
        }
        return values;
    }
}
