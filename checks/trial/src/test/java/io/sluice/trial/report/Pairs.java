package io.sluice.trial.report;

import io.sluice.trial.report.Result.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The races added up by their pairs of events: over the ways of waiting and the bindings of one JDK. */
final class Pairs {
    private static final String SECTION = "pairs";
    private static final String RACES = "races";
    private static final Pattern WAY = Pattern.compile("^[A-Z_]+ (?=stream|send)");

    private Pairs() {}

    /** A row for each pair whose races have all passed. */
    static List<Result> of(List<Result> results) {
        Map<String, List<Result>> races = results.stream()
                .filter(result -> result.isRow() && result.section().equals(RACES))
                .collect(Collectors.groupingBy(
                        race -> race.run().tree() + " " + race.run().jdk() + " "
                                + race.run().sizes() + " "
                                + WAY.matcher(race.row()).replaceFirst(""),
                        TreeMap::new,
                        Collectors.toList()));
        List<Result> pairs = new ArrayList<>();
        for (List<Result> ofPair : races.values()) {
            if (ofPair.stream().allMatch(race -> race.outcome() == Outcome.PASSED)) {
                pairs.add(sum(ofPair));
            }
        }
        return pairs;
    }

    private static Result sum(List<Result> races) {
        Result last = races.get(races.size() - 1);
        Run run = last.run();
        String bindings = races.stream()
                .map(race -> race.run().binding())
                .distinct()
                .sorted()
                .collect(Collectors.joining("+"));
        Map<String, String> values = Map.of(
                "rounds", text(numbers(races, "rounds").sum()),
                "slowest, a second", text(numbers(races, "a second").min().orElse(0)),
                "fastest, a second", text(numbers(races, "a second").max().orElse(0)));
        return new Result(
                Outcome.PASSED,
                last.time(),
                new Run(run.tree(), bindings, run.jdk(), run.sizes(), run.kernel(), run.processors()),
                SECTION,
                SECTION,
                WAY.matcher(last.row()).replaceFirst(""),
                values,
                "",
                races.stream().map(Result::length).reduce(Duration.ZERO, Duration::plus),
                "");
    }

    private static LongStream numbers(List<Result> races, String column) {
        return races.stream()
                .mapToLong(race ->
                        Long.parseLong(race.values().getOrDefault(column, "0").replace(",", "")));
    }

    private static String text(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
