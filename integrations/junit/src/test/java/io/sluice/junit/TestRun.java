package io.sluice.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs a test class as a user would, and says what became of it. */
final class TestRun {
    private final EngineExecutionResults results;

    private TestRun(EngineExecutionResults results) {
        this.results = results;
    }

    /** Of a class that leaves nothing behind. */
    static TestRun of(Class<?> test) {
        return of(Map.of(), test);
    }

    /** Of a class that leaves something behind, for whose end nobody need wait long. */
    static TestRun ofLeaking(Class<?> test) {
        return of(Map.of(LeakCheck.PATIENCE_PARAMETER, "300"), test);
    }

    static TestRun of(Map<String, String> parameters, Class<?>... tests) {
        EngineTestKit.Builder builder = EngineTestKit.engine("junit-jupiter");
        for (Class<?> test : tests) {
            builder.selectors(selectClass(test));
        }
        parameters.forEach(builder::configurationParameter);
        return new TestRun(builder.execute());
    }

    long succeeded() {
        return results.testEvents().succeeded().count();
    }

    /** The messages of what failed, tests and classes. */
    Stream<String> failures() {
        return throwables().map(Throwable::getMessage);
    }

    Stream<Throwable> throwables() {
        return results.allEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(TestExecutionResult::getThrowable)
                .flatMap(Optional::stream);
    }

    /** Why tests and classes were skipped. */
    Stream<String> skips() {
        return results.allEvents().skipped().stream()
                .map(Event::getPayload)
                .map(payload -> payload.orElse("").toString());
    }
}
