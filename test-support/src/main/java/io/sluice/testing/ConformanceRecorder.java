package io.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
 * Writes down how the tests went that name assertions: a file for each binding, such as {@code target/conformance/jna.tsv},
 * has a line for each assertion, test and way it went: {@code passed}, {@code skipped} or {@code failed}, and why. Several
 * runs of one test, as of a parameterized one, are several lines where they went differently. What the table of all modules
 * is made of. Writes only where Surefire says into which folder, and nothing where no test names an assertion; what an
 * earlier run has left there is gone when the first test begins.
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

    private final Optional<Path> file;
    private final Set<String> lines = new TreeSet<>();
    private @Nullable TestPlan plan;

    /** For the launcher. */
    public ConformanceRecorder() {
        this(Optional.ofNullable(System.getProperty(FOLDER))
                .map(folder -> Path.of(folder, System.getProperty("io.sluice.libc") + ".tsv")));
    }

    ConformanceRecorder(Optional<Path> file) {
        this.file = file;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
        try {
            if (file.isPresent()) {
                Files.deleteIfExists(file.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
            record(
                    declared.getAnnotation(Conforms.class),
                    name(method.getJavaClass()) + "." + declared.getName(),
                    outcome);
            record(method.getJavaClass().getAnnotation(Conforms.class), name(method.getJavaClass()), outcome);
        } else if (source.isPresent() && source.get() instanceof ClassSource type && outcome.status != Status.PASSED) {
            record(type.getJavaClass().getAnnotation(Conforms.class), name(type.getJavaClass()), outcome);
        }
    }

    private void record(Conforms conforms, String test, Outcome outcome) {
        if (conforms != null) {
            for (String assertion : conforms.value()) {
                lines.add(outcome.line(assertion, test));
            }
        }
    }

    private static String name(Class<?> type) {
        return type.getName().replaceFirst("^io\\.sluice\\.", "");
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan finished) {
        if (file.isEmpty() || lines.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(file.get().getParent());
            Files.write(file.get(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
