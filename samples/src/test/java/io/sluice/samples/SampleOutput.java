package io.sluice.samples;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Runs a sample in this JVM and keeps what it prints. */
final class SampleOutput {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private SampleOutput() {}

    static List<String> linesOf(Class<?> sample, String... args) {
        PrintStream standard = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream captured = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(captured);
            assertTimeoutPreemptively(BOUND, () -> run(sample, args), () -> sample + " did not end");
        } finally {
            System.setOut(standard);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static void run(Class<?> sample, String... args) {
        try {
            sample.getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw new AssertionError(sample + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(sample + " has no main to run", e);
        }
    }
}
