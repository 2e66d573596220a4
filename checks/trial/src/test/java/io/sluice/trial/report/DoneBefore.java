package io.sluice.trial.report;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.MethodLifecycleContext;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test that has passed under the same conditions is not run again: a run that was stopped goes on where it was. Found by both
 * engines. {@code -Dsluice.trial.again} runs all of them.
 */
public final class DoneBefore implements ExecutionCondition, SkipExecutionHook {
    /** What the reason begins with. */
    static final String REASON = "done before, at ";

    private final Map<String, String> passed;

    /** For the engines. */
    public DoneBefore() {
        this(Boolean.getBoolean("sluice.trial.again") ? Optional.empty() : Session.results(), Session.run());
    }

    DoneBefore(Optional<Results> results, Optional<Run> run) {
        passed = new HashMap<>();
        if (results.isPresent() && run.isPresent()) {
            String conditions = run.get().conditions();
            results.get().latest().stream()
                    .filter(result -> result.run().conditions().equals(conditions))
                    .filter(result -> result.outcome() == Result.Outcome.PASSED && !result.isRow())
                    .forEach(result -> passed.put(result.test(), REASON + result.time()));
        }
    }

    /** Why the test need not be run. */
    Optional<String> reason(String test) {
        return Optional.ofNullable(passed.getOrDefault(test, passed.get(TestName.ofAllInvocations(test))));
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getTestMethod()
                .map(method -> TestName.of(context.getRequiredTestClass(), method.getName(), context.getUniqueId()))
                .flatMap(this::reason)
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("not done yet"));
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
        return Optional.of(context)
                .filter(MethodLifecycleContext.class::isInstance)
                .map(MethodLifecycleContext.class::cast)
                .map(method -> TestName.of(
                        method.containerClass(), method.targetMethod().getName(), ""))
                .flatMap(this::reason)
                .map(SkipResult::skip)
                .orElseGet(SkipResult::doNotSkip);
    }
}
