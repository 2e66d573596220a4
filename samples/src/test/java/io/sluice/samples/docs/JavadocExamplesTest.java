package io.sluice.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.samples.docs.PublicSources.Example;
import io.sluice.samples.docs.PublicSources.PublicType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each public class has a short example in its Javadoc, and each example compiles. */
class JavadocExamplesTest {
    private static final List<String> OTHER_PACKAGES = List.of(
            "io.micrometer.core.instrument.simple",
            "io.micrometer.observation",
            "java.nio",
            "java.nio.charset",
            "java.nio.file",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.function",
            "org.apache.kafka.clients.producer",
            "reactor.core",
            "reactor.core.publisher");

    /** Reactor has a type of this name as well. */
    private static final String OURS = "import io.sluice.signal.Signal;\n";

    /** Its example would need BlockHound on the class path. */
    private static final String BLOCKHOUND = "SluiceBlockHoundIntegration";

    /** They carry data, or are shown in the examples of who throws or takes them. */
    private static final Set<String> KINDS_WITHOUT = Set.of("enum", "record", "@interface");

    @TempDir
    Path compiled;

    @Test
    void eachExampleCompiles() throws IOException {
        List<Example> examples = PublicSources.examples();
        assertThat(examples).isNotEmpty();
        assertThat(errorsOf(examples)).isEmpty();
    }

    @Test
    void anExampleThatDoesNotCompileIsReportedWithItsClass() throws IOException {
        Example example = new Example(Path.of("java/io/sluice/Wrong.java"), 2, "queue.trySend(1);");
        assertThat(errorsOf(List.of(example)))
                .singleElement()
                .asString()
                .startsWith("io.sluice.Wrong, example 2: queue.trySend(1);\n")
                .contains("incompatible types");
    }

    @Test
    void eachPublicClassHasAnExample() {
        assertThat(PublicSources.publicTypes().stream()
                        .filter(JavadocExamplesTest::needsExample)
                        .filter(type -> !type.hasExample())
                        .map(PublicType::name))
                .isEmpty();
    }

    private static boolean needsExample(PublicType type) {
        return !KINDS_WITHOUT.contains(type.kind())
                && !type.name().endsWith("Exception")
                && !type.name().equals(BLOCKHOUND);
    }

    private List<String> errorsOf(List<Example> examples) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<ExampleSource> sources = new ArrayList<>();
        for (Example example : examples) {
            sources.add(new ExampleSource(example, "Example" + sources.size()));
        }
        List<String> options =
                List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", compiled.toString());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
            compiler.getTask(null, files, diagnostics, options, null, sources).call();
        }
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(JavadocExamplesTest::describe)
                .toList();
    }

    private static String describe(Diagnostic<? extends JavaFileObject> error) {
        if (!(error.getSource() instanceof ExampleSource source)) {
            return error.toString();
        }
        return source.example.where() + ": " + source.line(error.getLineNumber()) + "\n"
                + error.getMessage(Locale.ROOT);
    }

    /** An example, with what it needs around it. */
    private static final class ExampleSource extends SimpleJavaFileObject {
        private final Example example;
        private final String text;

        private ExampleSource(Example example, String className) {
            super(URI.create("string:///" + className + ".java"), Kind.SOURCE);
            this.example = example;
            String imports = Stream.concat(PublicSources.exportedPackages().stream(), OTHER_PACKAGES.stream())
                    .map(name -> "import " + name + ".*;\n")
                    .collect(Collectors.joining());
            text = imports + OURS + "class " + className + " extends " + ExampleNames.class.getName() + " {\n"
                    + "void example() throws Exception {\n" + example.code() + "\n}\n}\n";
        }

        private String line(long number) {
            return text.lines().skip(number - 1).findFirst().orElse("").strip();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
