package io.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes down how the tests went that name assertions: {@code target/conformance/BINDING.tsv} has a line for each pair,
 * with the assertion, the test, {@code passed}, {@code skipped} or {@code failed}, and why. What the table of all modules
 * is made of. Writes nothing outside Maven, nor where no test names an assertion.
 */
public final class ConformanceRecorder implements TestExecutionListener {
    /** How a test went; of several runs, as of a parameterized test, the one that stands last here counts. */
    private enum Status {
        SKIPPED,
        PASSED,
        FAILED
    }

    private record Outcome(Status status, String reason) {
        Outcome and(Outcome other) {
            return other.status.compareTo(status) > 0 ? other : this;
        }
    }

    private final Map<String, Outcome> outcomes = new TreeMap<>();
    private TestPlan plan;

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public void executionSkipped(TestIdentifier skipped, String reason) {
        record(skipped, new Outcome(Status.SKIPPED, reason));
        plan.getDescendants(skipped).forEach(inside -> record(inside, new Outcome(Status.SKIPPED, reason)));
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
            case ABORTED -> record(finished, new Outcome(Status.SKIPPED, reason));
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
        } else if (source.isPresent() && source.get() instanceof ClassSource type && outcome.status == Status.FAILED) {
            record(type.getJavaClass().getAnnotation(Conforms.class), name(type.getJavaClass()), outcome);
        }
    }

    private void record(Conforms conforms, String test, Outcome outcome) {
        if (conforms != null) {
            for (String assertion : conforms.value()) {
                outcomes.merge(assertion + "\t" + test, outcome, Outcome::and);
            }
        }
    }

    private static String name(Class<?> type) {
        return type.getName().replaceFirst("^io\\.sluice\\.", "");
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan finished) {
        String module = System.getProperty("basedir");
        if (module == null || outcomes.isEmpty()) {
            return;
        }
        Path file = Path.of(module, "target", "conformance", System.getProperty("io.sluice.libc") + ".tsv");
        Stream<String> lines = outcomes.entrySet().stream()
                .map(each -> each.getKey() + "\t"
                        + each.getValue().status.toString().toLowerCase(Locale.ROOT) + "\t"
                        + each.getValue().reason.lines().findFirst().orElse("").replace('\t', ' '));
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, lines.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
