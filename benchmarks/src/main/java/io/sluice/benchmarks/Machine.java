package io.sluice.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where and when the numbers were measured, as the machine itself says. */
final class Machine {
    private Machine() {}

    static Map<String, String> describe(Jdk jdk, Path compiler) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        facts.put(
                "machine",
                field("/proc/cpuinfo", "model name", System.getProperty("os.arch"))
                        + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                        + field("/proc/meminfo", "MemTotal", "memory unknown"));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JDK of the contestants", jdk.version().toString());
        facts.put("JDK of the harness", Runtime.version().toString());
        facts.put("C compiler", firstLineOf(compiler.toString(), "--version") + ", -O2");
        return facts;
    }

    /** The value of the first line that begins with a name, in a file of {@code /proc}. */
    private static String field(String file, String name, String otherwise) {
        try {
            for (String line : Files.readAllLines(Path.of(file))) {
                if (line.startsWith(name)) {
                    return line.substring(line.indexOf(':') + 1).trim();
                }
            }
        } catch (IOException unreadable) {
            System.err.println("cannot read " + file + ": " + unreadable);
        }
        return otherwise;
    }

    private static String firstLineOf(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return output.lines().findFirst().orElse(command[0]);
        } catch (IOException e) {
            return command[0];
        }
    }
}
