package io.sluice.samples.docs;

import static java.lang.reflect.Modifier.isFinal;
import static java.lang.reflect.Modifier.isPrivate;
import static java.lang.reflect.Modifier.isStatic;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.samples.docs.StateTable.Pair;
import io.sluice.testing.MarkdownFile;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of docs/states have the states and events of the code, and a test or a reason for each pair of events. */
class StateTablesTest {
    private static final TestSources TESTS = new TestSources();
    private static final StressSources STRESS = new StressSources();

    static List<StateTable> tables() {
        return StateTable.all();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void eachPairOfEventsIsListedInEachStateInWhichBothCanHappen(StateTable table) {
        Set<Pair> listed = table.listedPairs();
        assertThat(table.possiblePairs())
                .as("%s: the pairs of events", table)
                .isNotEmpty()
                .filteredOn(pair -> !listed.contains(pair))
                .as("%s: pairs without a test and without a reason", table)
                .isEmpty();
        assertThat(table.rowsOfNoPair())
                .as("%s: rows of no pair that can be", table)
                .isEmpty();
        assertThat(table.unknownNames())
                .as("%s: neither an event nor a state", table)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void eachPairHasATestThatIsThereOrAReasonWhyTheTwoCannotMeet(StateTable table) {
        assertThat(table.unheldRows())
                .as("%s: neither a test nor a reason", table)
                .isEmpty();
        assertThat(table.tests())
                .filteredOn(test -> !TESTS.has(test) && !STRESS.all().contains(test))
                .as("%s: no such test", table)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void eachEventIsAMethodOfTheCodeAndLeadsToAState(StateTable table) {
        Set<String> methods = members(table).methods();
        assertThat(table.events()).isNotEmpty().allSatisfy(event -> {
            assertThat(event.methods())
                    .as(event.name())
                    .isNotEmpty()
                    .filteredOn(method -> !methods.contains(method))
                    .as("%s: no such method", event.name())
                    .isEmpty();
            assertThat(table.states()).as(event.name()).containsAll(event.next().values());
        });
    }

    @ParameterizedTest
    @MethodSource("tables")
    void eachStateIsOneOfTheCode(StateTable table) {
        assertThat(table.states()).doesNotHaveDuplicates().hasSizeGreaterThan(1);
        assertThat(members(table).stateNames())
                .filteredOn(name -> !table.words().contains(name))
                .as("%s: the code has a state, or a field that changes, or a method, which is not named", table)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void theCodeLeadsToItsTable(StateTable table) {
        assertThat(table.classes()).isNotEmpty();
        assertThat(source(table.classes().get(0))).contains("// States and events: " + table);
    }

    @Test
    void eachStressTestIsNamed() {
        Set<String> named =
                tables().stream().flatMap(table -> table.tests().stream()).collect(Collectors.toSet());
        assertThat(STRESS.all()).hasSizeGreaterThan(30);
        assertThat(STRESS.all()).filteredOn(test -> !named.contains(test)).isEmpty();
    }

    @Test
    void theFirstPageLeadsToTheOthers() {
        MarkdownFile first = MarkdownFile.of("docs/states/README.md");
        assertThat(first.brokenLinks()).isEmpty();
        String text = String.join("\n", first.prose());
        assertThat(tables())
                .allSatisfy(table -> assertThat(text)
                        .contains("(" + Path.of(table.toString()).getFileName() + ")"));
    }

    /** What the code of a state machine has. */
    private record Members(Set<String> methods, Set<String> stateNames) {}

    private static Members members(StateTable table) {
        List<String> methods = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String name : table.classes()) {
            Class<?> type = type(name);
            for (Method method : type.getDeclaredMethods()) {
                if (!method.isSynthetic()) {
                    methods.add(method.getName());
                }
                if (!method.isSynthetic() && !isPrivate(method.getModifiers()) && !isStatic(method.getModifiers())) {
                    names.add(method.getName());
                }
            }
            fields(type).filter(StateTablesTest::isState).map(Field::getName).forEach(names::add);
            Stream.of(type.getDeclaredClasses())
                    .filter(Class::isEnum)
                    .flatMap(StateTablesTest::fields)
                    .filter(Field::isEnumConstant)
                    .map(Field::getName)
                    .forEach(names::add);
        }
        names.remove("toString");
        return new Members(Set.copyOf(methods), Set.copyOf(names));
    }

    /** What changes, and the numbers that stand for states. */
    private static boolean isState(Field field) {
        boolean isNumber = field.getType() == int.class;
        boolean changes = !isFinal(field.getModifiers())
                || field.getType().getName().startsWith("java.util.concurrent.atomic.")
                || Collection.class.isAssignableFrom(field.getType())
                || Map.class.isAssignableFrom(field.getType());
        return isStatic(field.getModifiers()) ? isNumber : changes && !field.isSynthetic();
    }

    private static Stream<Field> fields(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields());
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, StateTablesTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError("no such class", e);
        }
    }

    private static String source(String name) {
        String path = name.replace('.', '/').replaceFirst("\\$.*", "") + ".java";
        return Stream.of("core", "reactor")
                .map(module -> Path.of("..", module, "src/main/java", path))
                .filter(Files::exists)
                .map(TestSources::read)
                .collect(Collectors.joining());
    }
}
