package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.TestQueues;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneLoopTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @ParameterizedTest
    @CsvSource({
        "io.sluice.samples.OneLoopServer, io.sluice.samples.OneLoopClient",
        "io.sluice.samples.kotlin.OneLoopServer, io.sluice.samples.kotlin.OneLoopClient",
        "io.sluice.samples.OneLoopServer, io.sluice.samples.kotlin.OneLoopClient"
    })
    void theServerReceivesFromAllAndRemovesItsQueuesAtShutdown(Class<?> server, Class<?> client) {
        String name = queues.name();
        try (RunningProgram serving = new ForkedJvm().start(server, name)) {
            assertThat(serving.line()).startsWith("serving " + name + " and key 0x");

            assertThat(SampleOutput.linesOf(client, name)).containsExactly("sent two messages");

            serving.awaitLine("served so far: 2");
            ProcessHandle.of(serving.pid()).ifPresent(ProcessHandle::destroy); // and its output can still be read
            RunningProgram.Exit exit = serving.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).isEqualTo(128 + 15);
            assertThat(exit.output().lines())
                    .contains("POSIX, priority 7: how do you do", "System V, type 3: and you")
                    .endsWith("closed and removed");
        }
        assertThat(SampleOutput.linesOf(client, name))
                .singleElement()
                .asString()
                .startsWith("is the server there? mq_open(" + name + "): ENOENT");
        assertThat(SysvMessageQueue.list()).noneMatch(status -> status.key().equals(OneLoopServer.key(name)));
    }
}
