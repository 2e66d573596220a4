package io.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes down how the tests went that name assertions: a file for each binding and class of tests, such as {@code
 * target/conformance/jna/mqueue.QueueSendTest.tsv}, with a line for each assertion, test and way it went. The runs of one test,
 * as of a parameterized one, are several lines where they went differently. What the table of all modules is made of. Writes
 * only where Surefire says into which folder. A class that names no assertion has no file, also where an earlier run had one.
 */
public final class ConformanceRecorder implements TestExecutionListener {
    private static final String FOLDER = "sluice.conformance.folder";

    private enum Status {
        PASSED,
        SKIPPED,
        FAILED
    }

    private record Outcome(Status status, String reason) {
        String line(String assertion, String test) {
            return String.join(
                    "\t",
                    assertion,
                    test,
                    status.toString().toLowerCase(Locale.ROOT),
                    reason.lines().findFirst().orElse("").replace('\t', ' '));
        }
    }

    private final Optional<Path> folder;
    /** By the class of the test. Several JVMs may run the classes of one module, one class after the other. */
    private final Map<String, Set<String>> lines = new TreeMap<>();

    private @Nullable TestPlan plan;

    /** For the launcher. */
    public ConformanceRecorder() {
        this(Optional.ofNullable(System.getProperty(FOLDER))
                .map(folder -> Path.of(folder, System.getProperty("io.sluice.libc"))));
    }

    ConformanceRecorder(Optional<Path> folder) {
        this.folder = folder;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
        lines.clear();
    }

    @Override
    public void executionSkipped(TestIdentifier skipped, String reason) {
        record(skipped, new Outcome(Status.SKIPPED, reason));
        Objects.requireNonNull(plan)
                .getDescendants(skipped)
                .forEach(inside -> record(inside, new Outcome(Status.SKIPPED, reason)));
    }

    @Override
    public void executionFinished(TestIdentifier finished, TestExecutionResult result) {
        String reason = result.getThrowable().map(Throwable::getMessage).orElse("");
        switch (result.getStatus()) {
            case SUCCESSFUL -> {
                if (finished.isTest()) {
                    record(finished, new Outcome(Status.PASSED, ""));
                }
            }
            case ABORTED -> executionSkipped(finished, reason);
            case FAILED -> record(finished, new Outcome(Status.FAILED, reason));
        }
    }

    private synchronized void record(TestIdentifier test, Outcome outcome) {
        Optional<TestSource> source = test.getSource();
        if (source.isPresent() && source.get() instanceof MethodSource method) {
            Method declared = method.getJavaMethod();
            Class<?> type = method.getJavaClass();
            record(type, declared.getAnnotation(Conforms.class), name(type) + "." + declared.getName(), outcome);
            record(type, type.getAnnotation(Conforms.class), name(type), outcome);
        } else if (source.isPresent() && source.get() instanceof ClassSource type && outcome.status != Status.PASSED) {
            Class<?> tests = type.getJavaClass();
            record(tests, tests.getAnnotation(Conforms.class), name(tests), outcome);
        }
    }

    private void record(Class<?> type, @Nullable Conforms conforms, String test, Outcome outcome) {
        Set<String> ofClass = lines.computeIfAbsent(name(type), unseen -> new TreeSet<>());
        if (conforms != null) {
            for (String assertion : conforms.value()) {
                ofClass.add(outcome.line(assertion, test));
            }
        }
    }

    private static String name(Class<?> type) {
        return type.getName().replaceFirst("^io\\.sluice\\.", "");
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan finished) {
        if (folder.isEmpty()) {
            return;
        }
        try {
            for (Map.Entry<String, Set<String>> each : lines.entrySet()) {
                Path file = folder.get().resolve(each.getKey() + ".tsv");
                if (each.getValue().isEmpty()) {
                    Files.deleteIfExists(file);
                } else {
                    Files.createDirectories(folder.get());
                    Files.write(file, each.getValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
