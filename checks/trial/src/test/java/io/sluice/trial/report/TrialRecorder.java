package io.sluice.trial.report;

import io.sluice.trial.Trial;
import io.sluice.trial.report.Result.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Writes down each test and each row as soon as it is finished, and that it has begun. */
public final class TrialRecorder implements TestExecutionListener {
    private final Optional<Results> results;
    private final Optional<Run> run;
    private final Clock clock;
    private final Map<String, Instant> begun = new HashMap<>();
    /** Parameterized tests of which an invocation has not passed. */
    private final Set<String> notWhole = new HashSet<>();

    /** For the launcher. */
    public TrialRecorder() {
        this(Session.results(), Session.run(), Clock.systemUTC());
    }

    TrialRecorder(Optional<Results> results, Optional<Run> run, Clock clock) {
        this.results = results;
        this.run = run;
        this.clock = clock;
    }

    @Override
    public synchronized void executionStarted(TestIdentifier test) {
        if (results.isEmpty()) {
            return;
        }
        begun.put(test.getUniqueId(), now());
        if (test.isTest()) {
            write(List.of(result(test, Outcome.BEGUN, "", "")));
        }
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        Trial.takeSeeds();
        if (!reason.startsWith(DoneBefore.REASON)) {
            finished(test, Outcome.SKIPPED, reason);
        }
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        String reason = result.getThrowable().map(Throwable::toString).orElse("");
        switch (result.getStatus()) {
            case SUCCESSFUL -> {
                if (test.isTest() || isWholeTemplate(test)) {
                    finished(test, Outcome.PASSED, "");
                }
            }
            case ABORTED -> finished(test, Outcome.SKIPPED, reason);
            case FAILED -> finished(test, Outcome.FAILED, reason);
        }
    }

    private boolean isWholeTemplate(TestIdentifier test) {
        return test.getSource().filter(MethodSource.class::isInstance).isPresent()
                && !notWhole.contains(TestName.of(test));
    }

    private void finished(TestIdentifier test, Outcome outcome, String reason) {
        if (results.isEmpty()) {
            return;
        }
        if (outcome != Outcome.PASSED) {
            notWhole.add(TestName.ofAllInvocations(TestName.of(test)));
        }
        String seed = String.join(", ", Trial.takeSeeds());
        Result ofTest = result(test, outcome, seed, reason);
        List<Result> all = new ArrayList<>();
        for (Row row : Row.take()) {
            all.add(new Result(
                    outcome,
                    ofTest.time(),
                    ofTest.run(),
                    ofTest.test(),
                    row.section(),
                    row.name(),
                    row.values(),
                    seed,
                    ofTest.length(),
                    reason));
        }
        all.add(ofTest); // last: the rows of a test that is done are there
        write(all);
    }

    private Result result(TestIdentifier test, Outcome outcome, String seed, String reason) {
        String name = TestName.of(test);
        String whole = TestName.ofAllInvocations(name);
        return new Result(
                outcome,
                now(),
                run.orElseThrow(),
                name,
                TestName.section(name),
                name.equals(whole) ? name : whole + " " + test.getDisplayName(),
                Map.of(),
                seed,
                Duration.between(begun.getOrDefault(test.getUniqueId(), now()), now()),
                reason);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void write(List<Result> lines) {
        results.ifPresent(file -> file.add(lines));
    }
}
