package io.sluice.trial.report;

import io.sluice.trial.report.Result.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Results that nobody has had. */
final class Samples {
    static final Run RUN = new Run("abc", "jna", 17, "long", "6.18", 2);
    static final Instant TIME = Instant.parse("2026-11-23T10:50:36.839Z");

    private Samples() {}

    static Result test(Outcome outcome, String test, Run run) {
        return result(outcome, test, TestName.section(test), test, Map.of(), run);
    }

    /** A row of the kills, with so many. */
    static Result kills(Outcome outcome, Run run, String row, int received) {
        Map<String, String> values = new LinkedHashMap<>();
        Catalogue.OF_THE_TRIAL.section("kills").values().forEach(column -> values.put(column, "0"));
        values.put("received", Integer.toString(received));
        return result(outcome, "kill.KillTest.posix[1]", "kills", row, values, run);
    }

    /** A gauge of the soak. */
    static Result soak(Run run) {
        return result(Outcome.PASSED, "soak.SoakTest.flat", "soak", "threads", Map.of("least", "1"), run);
    }

    private static Result result(
            Outcome outcome, String test, String section, String row, Map<String, String> values, Run run) {
        String reason = outcome == Outcome.FAILED ? "it was\twrong\nthere" : "";
        return new Result(outcome, TIME, run, test, section, row, values, "7", Duration.ofMillis(1234), reason);
    }
}
