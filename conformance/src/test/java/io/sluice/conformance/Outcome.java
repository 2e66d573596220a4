package io.sluice.conformance;

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
record Outcome(String module, String binding, String assertion, String test, String status, String reason) {}
