package io.sluice.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.ReachabilityMetadata;
import java.io.IOException;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares what this library says to the builder of native images with the functions that it links. No image is built. */
class FfmMetadataTest {
    private static final ReachabilityMetadata METADATA = ReachabilityMetadata.of(FfmLibcProvider.class, "sluice-ffm");
    private static final Path SOURCES = Path.of("src/main/java22/io/sluice/ffm");

    private static final Pattern LINKED = Pattern.compile(
            "MethodHandle (\\w+) =\\s*(function|variadic|functionWithoutErrno)\\(\\s*\"\\w+\",\\s*([^;]*?)\\);");

    private static final Map<String, String> TYPES = Map.of("INT", "jint", "LONG", "jlong", "POINTER", "jlong");

    @Test
    void exactlyTheFunctionsThatAreLinkedAreListedWithTheirTypesAndOptions() throws Exception {
        List<String> linked = new ArrayList<>();
        for (String source : sources().values()) {
            LINKED.matcher(source).results().forEach(link -> linked.add(describe(link)));
        }
        assertThat(linked).hasSizeGreaterThan(50);
        assertThat(METADATA.downcalls().stream()
                        .map(call -> call.get("returnType") + " " + call.get("parameterTypes") + " "
                                + new TreeMap<>((Map<?, ?>) Objects.requireNonNullElse(call.get("options"), Map.of()))))
                .containsExactlyInAnyOrderElementsOf(linked.stream().distinct().toList());
    }

    private static String describe(MatchResult link) {
        List<String> arguments = new ArrayList<>(Arrays.asList(link.group(3).split(",\\s*", -1)));
        Map<String, Object> options = new TreeMap<>();
        if (!link.group(2).equals("functionWithoutErrno")) {
            options.put("captureCallState", true);
        }
        if (link.group(2).equals("variadic")) {
            options.put("firstVariadicArg", Integer.valueOf(arguments.remove(0)));
        }
        List<String> types = arguments.stream()
                .map(argument -> Objects.requireNonNull(TYPES.get(argument), argument))
                .toList();
        return types.get(0) + " " + types.subList(1, types.size()) + " " + options;
    }

    /** A handle that is linked in another way than the pattern knows would be left out. */
    @Test
    void eachMethodHandleOfTheBindingIsFoundInTheSources() throws Exception {
        for (Map.Entry<Path, String> source : sources().entrySet()) {
            String name = source.getKey().getFileName().toString().replace(".java", "");
            Class<?> type =
                    Class.forName("io.sluice.ffm." + name, false, getClass().getClassLoader());
            List<String> handles = Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses()))
                    .flatMap(owner -> Arrays.stream(owner.getDeclaredFields()))
                    .filter(field -> field.getType() == MethodHandle.class)
                    .map(field -> field.getName())
                    .toList();
            assertThat(LINKED.matcher(source.getValue()).results().map(link -> link.group(1)))
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(handles);
            if (!name.equals("CLibrary")) {
                assertThat(source.getValue()).doesNotContain("downcallHandle");
            }
        }
    }

    @Test
    void theNamesOfTheTypesMeanTheLayoutsThatAreLinked() {
        assertThat(Linker.nativeLinker().canonicalLayouts())
                .containsEntry("jint", ValueLayout.JAVA_INT)
                .containsEntry("jlong", ValueLayout.JAVA_LONG);
        assertThat(List.of(CLibrary.INT, CLibrary.LONG, CLibrary.POINTER))
                .containsExactly(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
    }

    @Test
    void theProviderAndItsServiceFileAreListed() {
        assertThat(METADATA.types())
                .singleElement()
                .satisfies(type -> assertThat(type.get("type")).isEqualTo(FfmLibcProvider.class.getName()));
        assertThat(METADATA.resources())
                .allSatisfy(path -> assertThat(getClass().getClassLoader().getResource(path))
                        .isNotNull());
    }

    private static Map<Path, String> sources() throws IOException {
        Map<Path, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                sources.put(file, Files.readString(file));
            }
        }
        return sources;
    }
}
