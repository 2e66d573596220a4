package io.sluice.trial.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.sluice.trial.Trial;
import io.sluice.trial.report.Result.Outcome;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Each test is written down, and what was good is not run again under the same conditions. */
class ResumeTest {
    private static final String HERE = "report.ResumeTest$Various.";
    private static final List<String> RUNS = new ArrayList<>();
    private static Optional<Results> results = Optional.empty();
    private static Optional<Run> run = Optional.of(Samples.RUN);
    private static boolean isMended;

    @TempDir
    Path folder;

    @BeforeEach
    void begin() {
        RUNS.clear();
        isMended = false;
        run = Optional.of(Samples.RUN);
        results = Optional.of(new Results(folder));
    }

    /** So that they are not taken for those of this test. */
    @AfterEach
    void forgetRows() {
        Row.take();
    }

    private static void execute(Class<?>... tests) {
        LauncherConfig alone = LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestExecutionListeners(new TrialRecorder(results, run, Clock.systemUTC()))
                .build();
        for (Class<?> type : tests) {
            LauncherFactory.create(alone)
                    .execute(LauncherDiscoveryRequestBuilder.request()
                            .selectors(selectClass(type))
                            .configurationParameter("jqwik.database", "target/jqwik-database-of-tests")
                            .build());
        }
    }

    private static Map<String, Outcome> outcomes() {
        return results.orElseThrow().latest().stream()
                .filter(result -> !result.isRow())
                .collect(Collectors.toMap(Result::test, Result::outcome));
    }

    @Test
    void eachTestIsWrittenDownWithItsRowsItsSeedAndHowItWent() {
        execute(Various.class, Properties.class);
        assertThat(outcomes())
                .containsOnly(
                        Map.entry(HERE + "passes", Outcome.PASSED),
                        Map.entry(HERE + "isNotPossibleHere", Outcome.SKIPPED),
                        Map.entry(HERE + "isFlaky[1]", Outcome.PASSED),
                        Map.entry(HERE + "isFlaky[2]", Outcome.FAILED),
                        Map.entry("report.ResumeTest$Properties.holds", Outcome.PASSED));
        List<Result> rows =
                results.orElseThrow().latest().stream().filter(Result::isRow).toList();
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.row()).isEqualTo("POSIX | C | C | receiver");
            assertThat(row.values()).containsEntry("received", "1,234").containsEntry("kills", "5");
            assertThat(row.outcome()).isEqualTo(Outcome.PASSED);
            assertThat(row.seed()).matches("-?\\d+");
        });
    }

    @Test
    void whatHasPassedIsNotRunAgainAndAllElseIs() {
        execute(Various.class, Properties.class);
        assertThat(RUNS).containsExactlyInAnyOrder("passes", "isFlaky 1", "isFlaky 2", "holds");
        RUNS.clear();
        isMended = true;
        execute(Various.class, Properties.class);
        assertThat(RUNS).containsExactly("isFlaky 2");
        assertThat(outcomes())
                .containsEntry(HERE + "isFlaky[2]", Outcome.PASSED)
                .doesNotContainValue(Outcome.FAILED);
        RUNS.clear();
        execute(Various.class, Properties.class);
        assertThat(RUNS).isEmpty();
    }

    @Test
    void underOtherConditionsAllIsRunAgain() {
        isMended = true;
        execute(Various.class);
        for (Run other : List.of(
                new Run("changed", "jna", 17, "long", "6.18", 2),
                new Run("abc", "ffm", 17, "long", "6.18", 2),
                new Run("abc", "jna", 25, "long", "6.18", 2),
                new Run("abc", "jna", 17, "long scale=0.5", "6.18", 2))) {
            RUNS.clear();
            run = Optional.of(other);
            execute(Various.class);
            assertThat(RUNS).as("%s", other).hasSize(3);
        }
        RUNS.clear();
        run = Optional.of(new Run("abc", "jna", 17, "long", "7.0", 4));
        execute(Various.class);
        assertThat(RUNS).isEmpty();
    }

    @Test
    void aBuildThatIsNotAskedToWritesNothingAndRunsAll() {
        results = Optional.empty();
        run = Optional.empty();
        isMended = true;
        execute(Various.class, Properties.class);
        execute(Various.class, Properties.class);
        assertThat(RUNS).hasSize(2 * 4);
        assertThat(folder).isEmptyDirectory();
    }

    /** As the engines find {@link DoneBefore}, with the folder of the test. */
    static final class Resuming implements ExecutionCondition, SkipExecutionHook {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return new DoneBefore(results, run).evaluateExecutionCondition(context);
        }

        @Override
        public PropagationMode propagateTo() {
            return PropagationMode.ALL_DESCENDANTS;
        }

        @Override
        public SkipResult shouldBeSkipped(LifecycleContext context) {
            return new DoneBefore(results, run).shouldBeSkipped(context);
        }
    }

    @ExtendWith(Resuming.class)
    static final class Various {
        @Test
        void passes() {
            RUNS.add("passes");
            Trial.random("a trial of nothing");
            Row row = Row.of("kills", "POSIX", "C", "C", "receiver").value("received", 1_234L);
            List.of("kills", "lost", "twice", "out of order", "not sent").forEach(column -> row.value(column, 5));
            row.done();
        }

        @Test
        void isNotPossibleHere() {
            assumeTrue(Samples.RUN.jdk() > 17, "not on this JDK");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void isFlaky(int number) {
            RUNS.add("isFlaky " + number);
            assertThat(number == 1 || isMended).isTrue();
        }
    }

    @AddLifecycleHook(Resuming.class)
    static final class Properties {
        @Property(tries = 1)
        void holds() {
            RUNS.add("holds");
        }
    }
}
