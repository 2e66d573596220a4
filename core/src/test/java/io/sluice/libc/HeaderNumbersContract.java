package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every number that this library believes, against the headers of a C library. */
abstract class HeaderNumbersContract {
    private final CHeaders headers;

    HeaderNumbersContract(CHeaders headers) {
        this.headers = headers;
    }

    static Stream<HeaderFamily> familiesWithConstants() {
        return HeaderFamily.ALL.stream().filter(family -> !family.constants().isEmpty());
    }

    /** Of the others, the layouts are numbers of calls alone. */
    static Stream<HeaderFamily> familiesWithOffsets() {
        return familiesWithLayouts()
                .filter(family -> family.layouts().stream()
                        .flatMap(layouts -> Stream.of(layouts.getFields()))
                        .anyMatch(field -> field.getType().isPrimitive()));
    }

    static Stream<HeaderFamily> familiesWithLayouts() {
        return HeaderFamily.ALL.stream().filter(family -> !family.layouts().isEmpty());
    }

    static Stream<HeaderFamily> familiesThatDependOnTheMachine() {
        return HeaderFamily.ALL.stream().filter(family -> !family.ofEachAbi().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("familiesWithConstants")
    void everyConstantIsThatOfTheHeaders(HeaderFamily family) throws Exception {
        Map<String, Long> ours = staticNumbers(family.constants());
        Map<String, String> expressions = ours.keySet().stream()
                .collect(Collectors.toMap(Function.identity(), HeaderNumbersContract::expression));
        assertThat(HeaderValues.of(headers, "constants", family.includes(), expressions))
                .isEqualTo(ours);
    }

    /** A constant stands under its C name. The masks of epoll are unsigned in C, and musl counts O_PATH to the modes of access. */
    private static String expression(String name) {
        return switch (name) {
            case "SIG_DFL", "SIG_IGN" -> "(intptr_t) " + name;
            case "O_ACCMODE" -> "O_ACCMODE & ~O_PATH";
            default -> name.startsWith("EPOLL") ? "(int) " + name : name;
        };
    }

    @ParameterizedTest
    @MethodSource("familiesWithOffsets")
    void everyOffsetAndSizeIsThatOfTheHeaders(HeaderFamily family) throws Exception {
        Map<String, Long> ours = staticNumbers(family.layouts());
        assertThat(family.offsets().keySet()).as("each has a row").isEqualTo(ours.keySet());
        assertThat(HeaderValues.of(headers, "layouts", family.includes(), family.offsets()))
                .isEqualTo(ours);
    }

    @ParameterizedTest
    @MethodSource("familiesThatDependOnTheMachine")
    void theLayoutsOfThisMachineAreThoseOfTheHeaders(HeaderFamily family) throws Exception {
        assertThat(HeaderValues.of(headers, "machine", family.includes(), family.ofEachAbi()))
                .isEqualTo(components(family, Abi.current()));
    }

    @Test
    void everyErrorNumberIsThatOfTheHeaders() {
        Map<String, Long> ours = Stream.of(Errno.values())
                .filter(errno -> errno != Errno.UNKNOWN)
                .collect(Collectors.toMap(Errno::name, errno -> (long) errno.number()));
        Map<String, String> expressions =
                ours.keySet().stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
        assertThat(HeaderValues.of(headers, "errnos", "#include <errno.h>\n", expressions))
                .isEqualTo(ours);
    }

    private static Map<String, Long> staticNumbers(List<Class<?>> holders) throws IllegalAccessException {
        Map<String, Long> numbers = new TreeMap<>();
        for (Class<?> holder : holders) {
            for (Field field : holder.getFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType().isPrimitive()) {
                    numbers.put(field.getName(), ((Number) field.get(null)).longValue());
                }
            }
        }
        assertThat(numbers).isNotEmpty();
        return numbers;
    }

    /** What the records among the layouts have for an architecture. */
    static Map<String, Long> components(HeaderFamily family, Abi abi) throws ReflectiveOperationException {
        Map<String, Long> numbers = new TreeMap<>();
        for (Class<?> layouts : family.layouts()) {
            if (layouts.isRecord()) {
                Object ofAbi = layouts.getMethod("of", Abi.class).invoke(null, abi);
                for (RecordComponent component : layouts.getRecordComponents()) {
                    numbers.put(
                            component.getName(),
                            ((Number) component.getAccessor().invoke(ofAbi)).longValue());
                }
            }
        }
        return numbers;
    }
}
