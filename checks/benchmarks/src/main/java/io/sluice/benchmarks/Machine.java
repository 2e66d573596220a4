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
    /** So many of the facts say the most: date, machine, kernel, JDK. */
    static final int SHORT = 4;

    private static final double KIB_PER_GIB = 1 << 20;

    private Machine() {}

    static Map<String, String> describe(Jdk jdk, Path compiler) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        facts.put(
                "machine",
                field("/proc/cpuinfo", "model name", System.getProperty("os.arch"))
                        + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                        + gibibytes(field("/proc/meminfo", "MemTotal", "")));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JDK of the contestants", "JDK " + jdk.version());
        facts.put("JDK of the harness", "JDK " + Runtime.version());
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

    /** From the kernel's words, such as {@code 24684084 kB}. */
    private static String gibibytes(String kilobytes) {
        String digits = kilobytes.replaceAll("\\D", "");
        return digits.isEmpty() ? "memory unknown" : Math.round(Long.parseLong(digits) / KIB_PER_GIB) + " GiB";
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
