package io.sluice.libc.jna;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import io.sluice.testing.ReachabilityMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares what core says to the builder of native images with the code and with JNA. No image is built. */
class JnaMetadataTest {
    private static final ReachabilityMetadata METADATA = ReachabilityMetadata.of(JnaLibc.class, "sluice-core");
    private static final ClassLoader LOADER = JnaLibc.class.getClassLoader();

    /** A name of a class as JNI has it, between the zero bytes of C. */
    private static final Pattern CLASS_OF_JNI =
            Pattern.compile("(?<=\\x00)(?:com/sun/jna|java/lang|java/nio)/[\\w/$]+(?=\\x00)");

    @Test
    void exactlyTheClassesThatJnaMapsAreListedWithTheirMethods() throws Exception {
        List<String> mapped = new ArrayList<>();
        for (Path file : files().toList()) {
            String path = file.toString();
            if (path.endsWith(".class") && !path.equals("module-info.class")) {
                String name = path.replace(".class", "").replace('/', '.');
                Class<?> type = Class.forName(name, false, LOADER);
                if (Arrays.stream(type.getDeclaredMethods()).anyMatch(JnaMetadataTest::isNative)) {
                    mapped.add(name);
                }
            }
        }
        assertThat(mapped).isNotEmpty();
        assertThat(METADATA.types().stream()
                        .filter(type -> Boolean.TRUE.equals(type.get("allDeclaredMethods"))
                                && Boolean.TRUE.equals(type.get("jniAccessible")))
                        .map(JnaMetadataTest::name))
                .containsExactlyInAnyOrderElementsOf(mapped);
    }

    private static boolean isNative(Method method) {
        return Modifier.isNative(method.getModifiers());
    }

    @Test
    void eachListedClassExistsWithItsMembers() throws Exception {
        for (Map<?, ?> entry : METADATA.types()) {
            Class<?> type = Class.forName(name(entry), false, LOADER);
            for (Map<?, ?> field : ReachabilityMetadata.objects(entry, "fields")) {
                assertThat(type.getDeclaredField((String) Objects.requireNonNull(field.get("name"))))
                        .isNotNull();
            }
            for (Map<?, ?> method : ReachabilityMetadata.objects(entry, "methods")) {
                assertThat(Stream.concat(
                                Arrays.stream(type.getDeclaredMethods())
                                        .map(found -> found.getName() + parameters(found.getParameterTypes())),
                                Arrays.stream(type.getDeclaredConstructors())
                                        .map(found -> "<init>" + parameters(found.getParameterTypes()))))
                        .as("%s", type)
                        .contains(method.get("name") + String.valueOf(method.get("parameterTypes")));
            }
        }
    }

    private static String parameters(Class<?>[] types) {
        return Arrays.stream(types).map(Class::getTypeName).toList().toString();
    }

    @Test
    void eachClassThatTheNativeLibraryOfJnaNamesIsListedForJni() throws Exception {
        List<String> listed = METADATA.types().stream()
                .filter(type -> Boolean.TRUE.equals(type.get("jniAccessible")))
                .map(JnaMetadataTest::name)
                .toList();
        for (String library : METADATA.resources()) {
            if (library.endsWith(".so")) {
                assertThat(classesNamedIn(library)).hasSizeGreaterThan(30).isSubsetOf(listed);
            }
        }
    }

    private static List<String> classesNamedIn(String library) throws IOException {
        try (InputStream in = Objects.requireNonNull(Native.class.getResourceAsStream("/" + library), library)) {
            String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return CLASS_OF_JNI
                    .matcher(bytes)
                    .results()
                    .map(MatchResult::group)
                    .map(name -> name.replace('/', '.'))
                    .toList();
        }
    }

    @Test
    void eachListedResourceExistsAndEachResourceOfTheLibraryIsListed() throws Exception {
        assertThat(METADATA.resources())
                .allSatisfy(path -> assertThat(LOADER.getResource(path)).isNotNull())
                .contains("com/sun/jna/linux-x86-64/libjnidispatch.so", "com/sun/jna/linux-aarch64/libjnidispatch.so");
        assertThat(files().map(Path::toString))
                .filteredOn(path ->
                        path.startsWith("META-INF/services/") || (path.startsWith("io/") && !path.endsWith(".class")))
                .isNotEmpty()
                .isSubsetOf(METADATA.resources());
    }

    @Test
    void theProviderOfTheBindingIsListed() {
        assertThat(METADATA.types().stream().map(JnaMetadataTest::name)).contains(JnaLibcProvider.class.getName());
    }

    private static String name(Map<?, ?> type) {
        return (String) Objects.requireNonNull(type.get("type"));
    }

    /** What the library consists of, relative to its root. */
    private static Stream<Path> files() throws Exception {
        Path root = Path.of(JnaLibc.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).map(root::relativize).toList().stream();
        }
    }
}
