package io.sluice.conformance;

import java.util.List;

/**
 * How a test went that names an assertion.
 *
 * @param module the module that has the test: {@code core} also where another module runs it on its binding
 * @param binding the binding it ran on
 * @param assertion the assertion's id
 * @param test class and method, without {@code io.sluice}
 * @param status {@code passed}, {@code skipped} or {@code failed}
 * @param reason why it was skipped or failed
 */
record Outcome(String module, String binding, String assertion, String test, String status, String reason) {
    private static final String ASSUMPTION = "Assumption failed: ";
    /** What a machine or a user may lack, in the words of the tests' assumptions. */
    private static final List<String> LACKS = List.of(
            "this test needs a C compiler",
            "this test steps the clock of the whole machine",
            "this user may not ",
            "this process has CAP_SYS_RESOURCE",
            "only root can ",
            "without the handler, signals are caught only where they were blocked at the start",
            "not possible here: ");

    /** What the TCK itself leaves out, in its words: rules that need not be kept, and streams that are not endless. */
    private static final List<String> OPTIONAL = List.of(
            "Skipped because tested publisher does NOT implement this OPTIONAL requirement",
            "Unable to run this test, as required elements nr: ");

    boolean isPassed() {
        return status.equals(Row.PASSED);
    }

    boolean isFailed() {
        return status.equals("failed");
    }

    /** Whether it was skipped for another reason than what is missing here, as when somebody has switched it off. */
    boolean isLeftOut() {
        return status.equals(Row.SKIPPED)
                && LACKS.stream().noneMatch(lack -> reason.startsWith(ASSUMPTION + lack))
                && OPTIONAL.stream().noneMatch(reason::startsWith);
    }
}
