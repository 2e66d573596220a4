package io.sluice.epoll;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.Libc;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.DescriptorNumbers;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the kernel itself says is in the epoll instances of this process. */
class EpollEntriesTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final EventLoop loop = EventLoop.create();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    @Test
    void aDescriptorHasOneEntryWhoeverIsInterestedAndNoneAfterwards() throws IOException {
        PosixMessageQueue queue = queues.create(1, 8);
        int number = DescriptorNumbers.of(queue);
        RecordingHandler reader = new RecordingHandler().on(loop, queue, Interest.NONE);
        assertThat(watched(number)).as("no interest yet").isEmpty();
        LoopProbe.run(loop, () -> reader.registration.interest(Interest.READ));
        RecordingHandler writer = new RecordingHandler().on(loop, queue, Interest.WRITE);
        assertThat(watched(number)).hasSize(1);
        LoopProbe.run(loop, () -> {
            reader.registration.cancel();
            writer.registration.cancel();
        });
        assertThat(watched(number)).isEmpty();
    }

    /** Level-triggered readiness that nobody wants would wake the loop for ever. */
    @Test
    void aQueueThatNobodyWantsToHearOfIsNoLongerAskedFor() {
        PosixMessageQueue queue = queues.create(1, 8);
        int number = DescriptorNumbers.of(queue);
        RecordingHandler handler = new RecordingHandler().on(loop, queue, Interest.READ);
        LoopProbe.run(loop, () -> handler.registration.interest(Interest.NONE));
        assertThat(queue.trySend(PosixMessage.ofText("x"))).isTrue();
        Bounds.await("a mask of errors and hang-ups alone, which cannot be taken off")
                .untilAsserted(() ->
                        assertThat(watched(number)).hasSize(1).allMatch(entry -> entry.matches(".* events:\\s+18 .*")));
        assertThat(handler.ready).hasValue(0);
    }

    /** The kernel keeps the entry as long as any duplicate is open, and would go on to tell of it. */
    @Test
    void aClosedDescriptorLeavesNoEntryEvenWhileADuplicateIsOpen() throws IOException {
        PosixMessageQueue queue = queues.create(1, 8);
        int number = DescriptorNumbers.of(queue);
        RecordingHandler handler = new RecordingHandler().on(loop, queue, Interest.READ);
        assertThat(watched(number)).hasSize(1);
        int duplicate = NativeLibrary.getInstance("c").getFunction("dup").invokeInt(new Object[] {number});
        try (OwnedFd open = new OwnedFd(Libc.get().files(), duplicate, "duplicate")) {
            assertThat(open.isOpen()).isTrue();
            queue.close();
            assertThat(watched(number)).isEmpty();
            assertThat(LoopProbe.get(handler.cause)).isNull();
        }
    }

    /** The entries of all epoll instances for a descriptor, as the kernel writes them. */
    private static List<String> watched(int number) throws IOException {
        List<String> entries = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/self/fdinfo"))) {
            for (Path file : files) {
                for (String line : lines(file)) {
                    if (line.matches("tfd:\\s+" + number + " .*")) {
                        entries.add(line);
                    }
                }
            }
        }
        return entries;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException closedMeanwhile) {
            return List.of();
        }
    }
}
