package io.sluice.samples.docs;

import io.sluice.testing.MarkdownFile;
import io.sluice.testing.MarkdownFile.TableRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of docs/states: the states and events of one state machine, and what holds each pair of its events. */
final class StateTable {
    private static final Path FOLDER = Path.of("../docs/states");
    /** In a cell of the events: this cannot happen in this state. */
    private static final String IMPOSSIBLE = "–";

    private static final String CANNOT_MEET = "cannot meet: ";
    private static final Pattern CLASS = Pattern.compile("`(io\\.sluice(?:\\.[a-z]+)*\\.[A-Z][\\w$]+)`");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern TEST = Pattern.compile("`((?:[a-z]+\\.)+[A-Z]\\w+\\.\\w+)`");

    /** An event, the methods that bring it, the thread that it is on, and the state behind it for each state that it is possible in. */
    record Event(String name, List<String> methods, String thread, Map<String, String> next) {}

    /** Two events that may be under way at once, both begun in a state. Their names are in the order of the alphabet. */
    record Pair(String state, String one, String other) implements Comparable<Pair> {
        static Pair of(String state, String one, String other) {
            return one.compareTo(other) <= 0 ? new Pair(state, one, other) : new Pair(state, other, one);
        }

        @Override
        public int compareTo(Pair other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return one + " and " + this.other + " in " + state;
        }
    }

    private final MarkdownFile page;
    private final List<String> states;
    private final List<Event> events = new ArrayList<>();
    private final List<TableRow> pairRows;

    private StateTable(Path file) {
        page = MarkdownFile.of("docs/states/" + file.getFileName());
        states = rows("States").map(row -> row.cells().get(0)).toList();
        rows("Events").forEach(row -> events.add(event(row.cells())));
        pairRows = rows("Pairs").toList();
    }

    /** All pages but the one that leads to the others. */
    static List<StateTable> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> !file.endsWith("README.md"))
                    .sorted()
                    .map(StateTable::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<TableRow> rows(String heading) {
        return page.tableRows().stream().filter(row -> row.heading().equals(heading));
    }

    private Event event(List<String> cells) {
        Map<String, String> next = new LinkedHashMap<>();
        for (int i = 0; i < states.size(); i++) {
            String cell = cells.get(3 + i);
            if (!cell.equals(IMPOSSIBLE)) {
                next.put(states.get(i), cell.split(":", 2)[0]);
            }
        }
        return new Event(cells.get(0), code(cells.get(1)), cells.get(2), next);
    }

    /** The classes in which the state machine lives. */
    List<String> classes() {
        return head().flatMap(line -> CLASS.matcher(line).results())
                .map(found -> found.group(1))
                .toList();
    }

    private Stream<String> head() {
        return page.prose().stream().takeWhile(line -> !line.startsWith("## "));
    }

    List<String> states() {
        return states;
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    /** The words of all that is set as code, such as the names of fields and methods. */
    Set<String> words() {
        return page.prose().stream()
                .flatMap(line -> code(line).stream())
                .flatMap(code -> WORD.matcher(code).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The pairs that can be: each of two events that are possible in the same state, and each event with itself. */
    Set<Pair> possiblePairs() {
        Set<Pair> possible = new TreeSet<>();
        for (String state : states) {
            List<String> here = events.stream()
                    .filter(event -> event.next().containsKey(state))
                    .map(Event::name)
                    .toList();
            for (String one : here) {
                here.forEach(other -> possible.add(Pair.of(state, one, other)));
            }
        }
        return possible;
    }

    /** The pairs of all rows. */
    Set<Pair> listedPairs() {
        return pairRows.stream().flatMap(row -> pairs(row).stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The rows that have none of the possible pairs. */
    List<TableRow> rowsOfNoPair() {
        Set<Pair> possible = possiblePairs();
        return pairRows.stream()
                .filter(row -> pairs(row).stream().noneMatch(possible::contains))
                .toList();
    }

    /** The names in the pairs that are neither an event, nor a thread, nor a state. */
    List<String> unknownNames() {
        Stream<String> events = pairRows.stream()
                .flatMap(row -> Stream.of(row.cells().get(0), row.cells().get(1)))
                .flatMap(StateTable::list)
                .filter(name -> named(name).isEmpty());
        Stream<String> in = pairRows.stream()
                .flatMap(row -> list(row.cells().get(2)))
                .filter(name -> !name.equals("all") && !states.contains(name));
        return Stream.concat(events, in).toList();
    }

    private Set<Pair> pairs(TableRow row) {
        Set<Pair> pairs = new TreeSet<>();
        List<String> in = row.cells().get(2).equals("all")
                ? states
                : list(row.cells().get(2)).toList();
        for (String state : in) {
            list(row.cells().get(0))
                    .flatMap(name -> named(name).stream())
                    .forEach(one -> list(row.cells().get(1))
                            .flatMap(name -> named(name).stream())
                            .forEach(other -> pairs.add(Pair.of(state, one, other))));
        }
        return pairs;
    }

    private static Stream<String> list(String cell) {
        return Stream.of(cell.split(", ", -1));
    }

    /** An event, or those on a thread: {@code @loop} are all whose thread is loop. */
    private List<String> named(String name) {
        return events.stream()
                .filter(event -> event.name().equals(name) || ("@" + event.thread()).equals(name))
                .map(Event::name)
                .toList();
    }

    /** The tests of the pairs. */
    List<String> tests() {
        return pairRows.stream()
                .flatMap(row -> TEST.matcher(row.cells().get(3)).results())
                .map(found -> found.group(1))
                .toList();
    }

    /** The rows that name no test and do not say either why the two cannot meet. */
    List<TableRow> unheldRows() {
        return pairRows.stream()
                .filter(row -> !TEST.matcher(row.cells().get(3)).find()
                        && !row.cells().get(3).startsWith(CANNOT_MEET))
                .toList();
    }

    private static List<String> code(String text) {
        return CODE.matcher(text).results().map(found -> found.group(1)).toList();
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
