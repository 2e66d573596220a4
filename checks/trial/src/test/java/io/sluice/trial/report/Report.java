package io.sluice.trial.report;

import io.sluice.trial.report.Result.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes {@code report.md} and {@code report.html} of what was written down, whether all went well or not. */
final class Report {
    static final String NOT_ENDED = "not ended";

    private static final List<String> RUN_COLUMNS = List.of("outcome", "JDK, binding", "sizes", "seed", "time", "on");
    private static final int REASON = 300;

    private final String tree;
    private final List<Result> results;
    private final Set<String> tests;

    /** Of the results those of one tree. */
    Report(String tree, List<Result> all) {
        this.tree = tree;
        List<Result> ofTree =
                all.stream().filter(result -> result.run().tree().equals(tree)).toList();
        results = Stream.concat(ofTree.stream(), Pairs.of(ofTree).stream()).toList();
        tests = results.stream()
                .map(result -> result.run().conditions() + result.test())
                .collect(Collectors.toSet());
    }

    /**
     * {@code Report FOLDER ROOT WRITES}; fails where a test of this JDK and these sizes has failed or not ended. Writes the tables of
     * docs/reliability.md if it is asked to.
     */
    public static void main(String[] arguments) throws IOException {
        Results file = new Results(Path.of(arguments[0]));
        Path root = Path.of(arguments[1]);
        Run here = Run.current(root);
        Report report = new Report(here.tree(), file.latest());
        Page shown = report.page(pictures(file.folder()));
        Files.createDirectories(file.folder());
        Files.writeString(file.folder().resolve("report.md"), shown.markdown());
        Path html = file.folder().resolve("report.html");
        Files.writeString(html, shown.html());
        System.out.println("The report: " + html);
        if (Boolean.parseBoolean(arguments[2])) {
            Path page = root.resolve("docs/reliability.md");
            ReliabilityDocument document = new ReliabilityDocument(Files.readString(page), Catalogue.OF_THE_TRIAL);
            if (!document.faults().isEmpty()) {
                throw new IllegalStateException(page + ": " + document.faults());
            }
            Files.writeString(page, document.with(report.results));
            report.copyPicture(file.folder(), root.resolve("docs/images/soak.svg"));
        }
        List<String> bad = report.bad(here.jdk(), here.sizes());
        if (!bad.isEmpty()) {
            bad.forEach(System.out::println);
            System.exit(1);
        }
    }

    /** That of the soak whose figures the page has. */
    void copyPicture(Path folder, Path target) throws IOException {
        Optional<Result> soak = results.stream()
                .filter(result -> result.isRow() && result.section().equals("soak"))
                .filter(ReliabilityDocument::isForThePage)
                .max(Comparator.comparing(Result::time));
        if (soak.isPresent()) {
            Path picture = folder.resolve(soak.get().run().fileName("soak.svg"));
            Files.copy(picture, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Map<String, String> pictures(Path folder) throws IOException {
        Map<String, String> pictures = new LinkedHashMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(each -> each.toString().endsWith(".svg"))
                        .sorted()
                        .toList()) {
                    pictures.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return pictures;
    }

    /** What makes the build fail. */
    List<String> bad(int jdk, String sizes) {
        return tests().filter(result ->
                        result.run().jdk() == jdk && result.run().sizes().equals(sizes))
                .filter(Report::isBad)
                .map(result -> outcome(result) + ": " + result.row() + " on "
                        + result.run().title() + ": " + shortened(result.reason()))
                .toList();
    }

    private static boolean isBad(Result result) {
        return result.outcome() == Outcome.FAILED || result.outcome() == Outcome.BEGUN;
    }

    /** Without those of whole parameterized tests, whose invocations are there. */
    private Stream<Result> tests() {
        return results.stream()
                .filter(result -> !result.isRow())
                .filter(result -> result.outcome() == Outcome.FAILED
                        || !tests.contains(result.run().conditions() + result.test() + "[1]"));
    }

    Page page(Map<String, String> pictures) {
        Page page = new Page();
        page.heading(1, "Trial");
        page.text("Sources: " + tree + ".");
        page.table(
                List.of(
                        "JDK, binding",
                        "sizes",
                        "kernel",
                        "processors",
                        "passed",
                        "failed",
                        "skipped",
                        NOT_ENDED,
                        "time"),
                tests()
                        .collect(Collectors.groupingBy(result -> result.run(), LinkedHashMap::new, Collectors.toList()))
                        .entrySet()
                        .stream()
                        .map(each -> sums(each.getKey(), each.getValue()))
                        .toList());
        List<List<String>> bad =
                tests().filter(Report::isBad).map(Report::withReason).toList();
        page.heading(2, bad.isEmpty() ? "Nothing has failed" : "What has failed, or has no end");
        page.table(List.of("test", "outcome", "JDK, binding", "seed", "why"), bad);
        for (Catalogue.Section section : Catalogue.OF_THE_TRIAL.sections()) {
            addSection(page, section);
        }
        if (!pictures.isEmpty()) {
            page.heading(2, "Pictures");
            pictures.forEach((file, svg) -> {
                page.text(file);
                page.picture(file, svg);
            });
        }
        addTests(page);
        return page;
    }

    private void addSection(Page page, Catalogue.Section section) {
        Map<String, List<Result>> byRow = results.stream()
                .filter(result -> result.isRow() && result.section().equals(section.name()))
                .collect(Collectors.groupingBy(Result::row));
        List<List<String>> rows = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (List<String> cells : section.rows()) {
            String name = String.join(Result.BETWEEN_CELLS, cells);
            byRow.getOrDefault(name, List.of())
                    .forEach(result -> rows.add(Stream.of(
                                    cells.stream(),
                                    section.values().stream()
                                            .map(column -> result.values().getOrDefault(column, "")),
                                    ofRun(result))
                            .flatMap(each -> each)
                            .toList()));
            if (!byRow.containsKey(name)) {
                missing.add(String.join(", ", cells));
            }
        }
        page.heading(2, section.title());
        page.table(
                Stream.concat(section.columns().stream(), RUN_COLUMNS.stream()).toList(), rows);
        if (!missing.isEmpty()) {
            page.text("Not run: " + String.join("; ", missing) + ".");
        }
    }

    private void addTests(Page page) {
        page.heading(2, "All tests");
        Map<String, List<Result>> bySection =
                tests().collect(Collectors.groupingBy(Result::section, TreeMap::new, Collectors.toList()));
        bySection.forEach((section, ofSection) -> {
            page.heading(3, section);
            page.table(
                    Stream.concat(Stream.of("test"), Stream.concat(RUN_COLUMNS.stream(), Stream.of("why")))
                            .toList(),
                    ofSection.stream()
                            .sorted(Comparator.comparing(Result::row))
                            .map(result -> Stream.of(
                                            Stream.of(result.row()),
                                            ofRun(result),
                                            Stream.of(shortened(result.reason())))
                                    .flatMap(each -> each)
                                    .toList())
                            .toList());
        });
    }

    private static Stream<String> ofRun(Result result) {
        return Stream.of(
                outcome(result),
                result.run().title(),
                result.run().sizes(),
                result.seed(),
                time(result.length()),
                result.time().toString());
    }

    private static List<String> withReason(Result result) {
        return List.of(result.row(), outcome(result), result.run().title(), result.seed(), shortened(result.reason()));
    }

    private static List<String> sums(Run run, Collection<Result> ofRun) {
        return List.of(
                run.title(),
                run.sizes(),
                run.kernel(),
                Integer.toString(run.processors()),
                count(ofRun, Outcome.PASSED),
                count(ofRun, Outcome.FAILED),
                count(ofRun, Outcome.SKIPPED),
                count(ofRun, Outcome.BEGUN),
                time(ofRun.stream().map(Result::length).reduce(Duration.ZERO, Duration::plus)));
    }

    private static String count(Collection<Result> results, Outcome outcome) {
        return Long.toString(
                results.stream().filter(result -> result.outcome() == outcome).count());
    }

    private static String outcome(Result result) {
        return result.outcome() == Outcome.BEGUN
                ? NOT_ENDED
                : result.outcome().toString().toLowerCase(Locale.ROOT);
    }

    private static String time(Duration length) {
        return length.toMinutes() >= 10
                ? String.format(Locale.ROOT, "%,d min", length.toMinutes())
                : String.format(Locale.ROOT, "%.1f s", length.toMillis() / 1e3);
    }

    private static String shortened(String reason) {
        String line = reason.strip().replaceAll("\\s+", " ");
        return line.length() > REASON ? line.substring(0, REASON) + "..." : line;
    }
}
