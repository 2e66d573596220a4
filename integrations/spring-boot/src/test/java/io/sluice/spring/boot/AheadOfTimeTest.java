package io.sluice.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.LongTest;
import io.sluice.testing.TestQueues;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;

/** Ahead-of-time processing writes the beans down as code, and the application runs on that code. */
class AheadOfTimeTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @RegisterExtension
    private final TestQueues queues = new TestQueues();

    @TempDir
    private Path folder;

    @Test
    @LongTest
    void anApplicationRunsOnTheCodeThatWasWritten() throws IOException {
        PosixMessageQueue peer = queues.create(4, 64);
        String property = "--sluice.queues.orders.name=" + peer.name();
        Path classes = folder.resolve("classes");
        Path resources = folder.resolve("resources");
        process(property, classes, resources);

        String classPath = String.join(File.pathSeparator, classes.toString(), resources.toString(), CLASS_PATH);
        try (RunningProgram application = new ForkedJvm()
                .flags("-Dspring.aot.enabled=true")
                .classPath(classPath)
                .start(PrintsOneOrder.class, property)) {
            peer.trySend(PosixMessage.ofText("one order"));

            RunningProgram.Exit exit = application.awaitExit(Bounds.SOON.multipliedBy(3));
            assertThat(exit.output()).contains("received one order", "class of the context: written");
            assertThat(exit.status()).isZero();
        }
    }

    private void process(String property, Path classes, Path resources) throws IOException {
        Path sources = folder.resolve("sources");
        try (RunningProgram processing = new ForkedJvm()
                .start(
                        SpringApplicationAotProcessor.class,
                        PrintsOneOrder.class.getName(),
                        sources,
                        resources,
                        classes,
                        "io.sluice",
                        "orders",
                        property)) {
            RunningProgram.Exit exit = processing.awaitExit(Bounds.SOON.multipliedBy(3));
            assertThat(exit.status()).as(exit.output()).isZero();
        }
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp"));
        arguments.add(classes + File.pathSeparator + CLASS_PATH);
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(arguments::add);
        }
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, errors, arguments.toArray(String[]::new));
        assertThat(status).as(errors.toString(StandardCharsets.UTF_8)).isZero();
    }
}
