package io.sluice.trial.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link Documented} allows is what the Javadoc of that very overload names, and nothing with a value is left out. */
class DocumentedTest {
    /** What users call with values of their own; below it are threads and descriptors. */
    private static final Set<String> FOLDERS = Set.of(
            "mqueue",
            "sysvmsg",
            "timerfd",
            "pipe",
            "signal",
            "process",
            "inotify",
            "semaphore",
            "lock",
            "ring",
            "sharedmemory",
            "mapping",
            "reactor");

    /** Of which not every value is one, or has a size that counts. */
    private static final Set<String> TYPES =
            Set.of("int", "long", "byte[]", "ByteBuffer", "Duration", "Instant", "Path", "IpcKey");

    private static Map<String, PublicMethods.PublicMethod> methods;

    @BeforeAll
    static void readTheSources() throws IOException {
        methods = PublicMethods.read();
    }

    @ParameterizedTest
    @EnumSource
    void theJavadocNamesEachExceptionThatIsAllowed(Documented call) {
        assertThat(methods).containsKey(call.signature());
        assertThat(methods.get(call.signature()).exceptions())
                .containsAll(
                        call.exceptions().stream().map(Class::getSimpleName).toList());
    }

    @Test
    void eachMethodThatIsGivenANumberASpanATimeAPathOrANameIsListed() {
        Set<String> listed =
                Arrays.stream(Documented.values()).map(Documented::signature).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        methods.forEach((signature, method) -> {
            if (FOLDERS.contains(method.folder())
                    && method.parameters().stream().anyMatch(DocumentedTest::canBeRefused)
                    && !listed.contains(signature)) {
                missing.add(signature);
            }
        });
        assertThat(missing).isEmpty();
    }

    private static boolean canBeRefused(String parameter) {
        return parameter.equals("String name") || TYPES.contains(parameter.substring(0, parameter.indexOf(' ')));
    }
}
