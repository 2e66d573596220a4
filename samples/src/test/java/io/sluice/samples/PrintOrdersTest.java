package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.LongTest;
import io.sluice.testing.MarkdownFile;
import io.sluice.testing.TestQueues;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The first program of README.md, compiled as it stands there but for the name of the queue. */
class PrintOrdersTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @TempDir
    Path folder;

    @Test
    void theProgramInTheReadmeTakesOneOrderAtATimeAndTheMostUrgentFirst() throws Exception {
        PosixMessageQueue queue = threeOrders();
        try (URLClassLoader compiled = new URLClassLoader(
                        new URL[] {compile(queue.name()).toUri().toURL()});
                RunningProgram program = new ForkedJvm()
                        .classPath(folder.toString(), CLASS_PATH)
                        .start(compiled.loadClass("PrintOrders"))) {
            assertPrinted(program, queue);
        }
    }

    @LongTest
    @Test
    void itsTwinInKotlinDoesTheSame() {
        PosixMessageQueue queue = threeOrders();
        try (RunningProgram program = new ForkedJvm().start(io.sluice.samples.kotlin.PrintOrders.class, queue.name())) {
            assertPrinted(program, queue);
        }
    }

    private PosixMessageQueue threeOrders() {
        PosixMessageQueue queue = queues.closing(
                PosixMessageQueue.builder(queues.name()).maxMessages(10).create());
        for (int priority : new int[] {1, 9, 5}) {
            assertThat(queue.trySend(PosixMessage.ofText("an order", priority))).isTrue();
        }
        return queue;
    }

    private static void assertPrinted(RunningProgram program, PosixMessageQueue queue) {
        assertThat(program.line()).isEqualTo("9: an order");
        Bounds.await("second order in work").until(() -> queue.attributes().currentMessages() == 1);
        assertThat(program.line()).isEqualTo("5: an order");
        assertThat(program.line()).isEqualTo("1: an order");
    }

    private Path compile(String queue) throws Exception {
        String program = MarkdownFile.of("README.md").codeBlocks().get(0).text();
        Path source = folder.resolve("PrintOrders.java");
        Files.writeString(source, program.replace("\"/orders\"", '"' + queue + '"'));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-cp", CLASS_PATH, "-proc:none", source.toString()))
                .isZero();
        return folder;
    }
}
