package io.sluice.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The assertions with the tests that hold them, and what is wrong with that. */
final class ConformanceTable {
    private static final String HEAD = "| assertion | tests | JNA | FFM |";

    private final Map<Assertion, Row> rows;
    private final List<String> faults = new ArrayList<>();

    ConformanceTable(List<Assertion> assertions, TestResults results) {
        Map<String, List<Outcome>> byId = results.outcomes().stream()
                .collect(Collectors.groupingBy(Outcome::assertion, TreeMap::new, Collectors.toList()));
        rows = new LinkedHashMap<>();
        for (Assertion assertion : assertions) {
            List<Outcome> outcomes = byId.getOrDefault(assertion.id(), List.of());
            byId.remove(assertion.id());
            if (rows.put(assertion, row(assertion, outcomes, results)) != null) {
                faults.add(assertion.id() + " is there twice");
            }
        }
        byId.forEach(
                (id, outcomes) -> faults.add(id + " is no assertion of the list, and is named by " + names(outcomes)));
    }

    private Row row(Assertion assertion, List<Outcome> outcomes, TestResults results) {
        String named = "`" + assertion.id() + "` " + assertion.text();
        if (assertion.unsayable()) {
            if (!outcomes.isEmpty()) {
                faults.add(assertion.id() + " is said to be none of this API, but has tests: " + names(outcomes));
            }
            return new Row(named, assertion.note(), Row.NOT_RUN, Row.NOT_RUN);
        }
        if (outcomes.isEmpty()) {
            faults.add(assertion.id() + " is held by no test");
        }
        String tests = names(outcomes).stream().map(test -> "`" + test + "`").collect(Collectors.joining(", "));
        String jna = cell(assertion, TestResults.JNA, outcomes, results);
        String ffm = cell(assertion, TestResults.FFM, outcomes, results);
        return new Row(named, assertion.once() ? tests + "; " + assertion.note() : tests, jna, ffm);
    }

    private static Set<String> names(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::test).collect(Collectors.toCollection(TreeSet::new));
    }

    private String cell(Assertion assertion, String binding, List<Outcome> outcomes, TestResults results) {
        if (assertion.once() && binding.equals(TestResults.FFM)) {
            return Row.NOT_RUN;
        }
        List<Outcome> here = outcomes.stream()
                .filter(outcome -> outcome.binding().equals(binding))
                .toList();
        here.stream()
                .filter(Outcome::isFailed)
                .forEach(failed -> faults.add(
                        assertion.id() + ": " + failed.test() + " failed on " + binding + ": " + failed.reason()));
        here.stream()
                .filter(Outcome::isLeftOut)
                .forEach(skipped -> faults.add(assertion.id() + ": " + skipped.test() + " is left out on " + binding
                        + ", and not for what this machine lacks: " + skipped.reason()));
        for (Outcome outcome : outcomes) {
            if (!results.has(outcome.module(), binding)) {
                return Row.UNKNOWN;
            }
            if (here.stream().noneMatch(same -> same.test().equals(outcome.test()))) {
                faults.add(assertion.id() + ": " + outcome.test() + " did not run on " + binding);
            }
        }
        if (here.stream().anyMatch(Outcome::isPassed) && here.stream().noneMatch(Outcome::isLeftOut)) {
            return Row.PASSED;
        }
        return here.stream()
                .filter(outcome -> outcome.status().equals(Row.SKIPPED))
                .map(outcome -> Row.SKIPPED + ": " + outcome.reason().replace('|', '/'))
                .findFirst()
                .orElse(Row.NOT_RUN);
    }

    List<String> faults() {
        return faults;
    }

    List<Row> rows() {
        return List.copyOf(rows.values());
    }

    /** The rows that a document does not say, and those that only it says. */
    List<String> differences(String document) {
        Map<String, Row> committed = document.lines()
                .filter(line -> line.startsWith("| `"))
                .map(Row::parse)
                .collect(Collectors.toMap(Row::assertion, row -> row, (first, second) -> second, TreeMap::new));
        List<String> differences = new ArrayList<>();
        for (Row row : rows.values()) {
            Row said = committed.remove(row.assertion());
            if (said == null || !row.isSaidBy(said)) {
                differences.add("- " + (said == null ? "no row" : said.markdown()) + "\n+ " + row.markdown());
            }
        }
        committed.values().forEach(gone -> differences.add("- " + gone.markdown()));
        if (!textAround(document).equals(textAround(markdown()))) {
            differences.add("the text around the rows");
        }
        return differences;
    }

    private static List<String> textAround(String document) {
        return document.lines().filter(line -> !line.startsWith("| `")).toList();
    }

    String markdown() {
        StringBuilder text = new StringBuilder(INTRODUCTION);
        String group = "";
        for (Map.Entry<Assertion, Row> each : rows.entrySet()) {
            if (!each.getKey().group().equals(group)) {
                group = each.getKey().group();
                text.append("\n## ").append(group).append("\n\n").append(HEAD).append("\n|---|---|---|---|\n");
            }
            text.append(each.getValue().markdown()).append('\n');
        }
        return text.toString();
    }

    private static final String INTRODUCTION = """
            # Conformance

            What the field's own conformance suites assert of the calls that Sluice is built on: the Open POSIX test suite
            of message queues, of named semaphores, of shared memory and its mappings and of sending signals, the Linux Test
            Project of System V queues, semaphore sets and shared memory segments, memory without a name, futexes, timers,
            signals, pipes, FIFOs, processes, inotify and file locks, and the TCK of Reactive Streams. Each assertion is said
            in our words and held by tests of ours, with the result on either binding to the C library. Classes are below
            `io.sluice`.

            This file is made from the results of the tests, by the module `conformance`, and a build whose results
            differ fails. To write it anew, after a whole build on a JDK of 22 or later:

            ```sh
            mvn -B -ntp -Pchecks verify -Dsluice.conformance.write=true
            ```
            """;
}
