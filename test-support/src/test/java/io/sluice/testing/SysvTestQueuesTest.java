package io.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMqStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A JVM of tests removes its own queues at its end, and those of nobody else. */
class SysvTestQueuesTest {
    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    private static List<Integer> identifiers() {
        return SysvMessageQueue.list().stream().map(SysvMqStatus::id).toList();
    }

    @Test
    void aQueueOfSomebodyElseStaysWhateverItsKeyLooksLike(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("of a daemon"));
        SysvMessageQueue random = queues.create();
        SysvMessageQueue none = queues.createPrivate();
        try (SysvMessageQueue ftok =
                SysvMessageQueue.builder(IpcKey.ofPath(file, 'P')).create()) {
            try {
                runLeavingQueues();
                assertThat(identifiers()).contains(random.id(), none.id(), ftok.id());
            } finally {
                ftok.remove();
            }
        }
    }

    @Test
    void whatATestHasLeftIsRemovedAtTheEndOfTheJvm() {
        List<Integer> left = runLeavingQueues();
        assertThat(left).hasSize(4).doesNotHaveDuplicates();
        assertThat(identifiers()).doesNotContainAnyElementsOf(left);
    }

    private static List<Integer> runLeavingQueues() {
        try (RunningProgram jvm = new ForkedJvm().start(Leave.class)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
            return exit.output().lines().map(Integer::valueOf).toList();
        }
    }

    /** Makes queues of every kind, and writes their identifiers. */
    static final class Leave {
        private Leave() {}

        public static void main(String[] arguments) {
            @SuppressWarnings("resource")
            SysvTestQueues queues = new SysvTestQueues();
            List<SysvMessageQueue> left = List.of(
                    queues.create(),
                    queues.createPrivate(),
                    SysvTestQueues.createForARound(),
                    SysvMessageQueue.builder(queues.key()).create());
            left.forEach(queue -> System.out.println(queue.id()));
        }
    }
}
