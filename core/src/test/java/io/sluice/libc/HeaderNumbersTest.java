package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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

/** Every number that this library believes, against the headers of the system it is tested on. */
class HeaderNumbersTest {
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

    @Test
    void everyClassOfNumbersBelongsToAFamily() {
        Stream<String> there = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.sluice.libc")
                        .stream()
                        .map(JavaClass::getName)
                        .filter(name -> name.endsWith("Constants") || name.endsWith("Layouts"));
        assertThat(HeaderFamily.ALL.stream().flatMap(HeaderFamily::classes).map(Class::getName))
                .containsExactlyInAnyOrderElementsOf(there.toList());
    }

    @ParameterizedTest
    @MethodSource("familiesWithConstants")
    void everyConstantIsThatOfTheHeaders(HeaderFamily family) throws Exception {
        Map<String, Long> ours = staticNumbers(family.constants());
        Map<String, String> expressions =
                ours.keySet().stream().collect(Collectors.toMap(Function.identity(), HeaderNumbersTest::expression));
        assertThat(HeaderValues.of("constants", family.includes(), expressions)).isEqualTo(ours);
    }

    /** A constant stands under its C name. The masks of epoll are unsigned in C. */
    private static String expression(String name) {
        return name.equals("SIG_DFL") || name.equals("SIG_IGN")
                ? "(intptr_t) " + name
                : name.startsWith("EPOLL") ? "(int) " + name : name;
    }

    @ParameterizedTest
    @MethodSource("familiesWithOffsets")
    void everyOffsetAndSizeIsThatOfTheHeaders(HeaderFamily family) throws Exception {
        Map<String, Long> ours = staticNumbers(family.layouts());
        assertThat(family.offsets().keySet()).as("each has a row").isEqualTo(ours.keySet());
        assertThat(HeaderValues.of("layouts", family.includes(), family.offsets()))
                .isEqualTo(ours);
    }

    @ParameterizedTest
    @MethodSource("familiesWithLayouts")
    void whateverDependsOnTheMachineHasARow(HeaderFamily family) throws Exception {
        assertThat(family.ofEachAbi().keySet())
                .isEqualTo(components(family, Abi.current()).keySet());
    }

    @ParameterizedTest
    @MethodSource("familiesThatDependOnTheMachine")
    void theLayoutsOfThisMachineAreThoseOfTheHeaders(HeaderFamily family) throws Exception {
        assertThat(HeaderValues.of("machine", family.includes(), family.ofEachAbi()))
                .isEqualTo(components(family, Abi.current()));
    }

    /**
     * The kernel gives {@code struct epoll_event} the packed attribute on x86-64 alone, so elsewhere it is laid out as
     * any other struct; and an architecture as young as aarch64 has the system call numbers of the generic table, which
     * is installed on every machine. Of the flags of {@code open}, aarch64 has four that it numbers as 32-bit ARM does, in {@code
     * arch/arm64/include/uapi/asm/fcntl.h}. It takes the status of a semaphore set from the generic headers. Alignment of a 64-bit number is 8 on both, so this compiler can answer for both.
     */
    @ParameterizedTest
    @MethodSource("familiesThatDependOnTheMachine")
    void theLayoutsOfAarch64AreThoseOfTheGenericHeaders(HeaderFamily family) throws Exception {
        String generic = """
                #include <asm-generic/unistd.h>
                #include <asm-generic/sembuf.h>
                #define semid_ds semid64_ds
                #define O_NOFOLLOW 0100000
                #define O_DIRECT 0200000
                struct epoll_event { uint32_t events; union { void *ptr; int fd; uint32_t u32; uint64_t u64; } data; };
                """;
        assertThat(HeaderValues.of("aarch64", generic, family.ofEachAbi())).isEqualTo(components(family, Abi.AARCH64));
    }

    @Test
    void everyErrorNumberIsThatOfTheHeaders() {
        Map<String, Long> ours = Stream.of(Errno.values())
                .filter(errno -> errno != Errno.UNKNOWN)
                .collect(Collectors.toMap(Errno::name, errno -> (long) errno.number()));
        Map<String, String> expressions =
                ours.keySet().stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
        assertThat(HeaderValues.of("errnos", "#include <errno.h>\n", expressions))
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
    private static Map<String, Long> components(HeaderFamily family, Abi abi) throws ReflectiveOperationException {
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
