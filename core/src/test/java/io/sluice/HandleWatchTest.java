package io.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.fd.OpenedHandle;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.testing.Bounds;
import io.sluice.testing.LeakReports;
import io.sluice.testing.TestQueues;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("try") // a watch is not used within its block
class HandleWatchTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final List<OpenedHandle> opened = new CopyOnWriteArrayList<>();

    @Test
    void aHandleIsReportedWithThePlaceOfItsOpeningAndItsEnd() {
        String name;
        try (HandleWatch watch = HandleWatch.begin(opened::add);
                PosixMessageQueue queue = queues.create(1, 8)) {
            name = queue.name();
            assertThat(of(name)).hasSize(1).first().satisfies(handle -> {
                assertThat(handle.isOpen()).isTrue();
                assertThat(handle.opening().getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(HandleWatchTest.class.getName()));
            });
        }
        assertThat(of(name)).hasSize(1).noneMatch(OpenedHandle::isOpen).noneMatch(OpenedHandle::wasDropped);
    }

    @Test
    void aMappingIsAHandleOfItsOwn() {
        try (HandleWatch watch = HandleWatch.begin(opened::add);
                SharedMemory memory =
                        SharedMemory.anonymous("watched").size(4096).create()) {
            memory.map().close();
            assertThat(opened.stream()
                            .filter(handle -> handle.description().contains("watched"))
                            .map(OpenedHandle::isOpen))
                    .containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void aHandleThatBecameGarbageIsReportedAsDropped() {
        String name = queues.create(1, 8).name();
        try (HandleWatch watch = HandleWatch.begin(opened::add)) {
            drop(name);
            LeakReports.await(name);
        }
        Bounds.await("end of the handle")
                .untilAsserted(() -> assertThat(of(name))
                        .hasSize(1)
                        .allMatch(OpenedHandle::wasDropped)
                        .noneMatch(OpenedHandle::isOpen));
    }

    private static void drop(String name) {
        assertThat(PosixMessageQueue.open(name, PosixAccess.READ).isOpen()).isTrue();
    }

    @Test
    void nothingIsReportedAfterTheEndOfTheWatch() {
        HandleWatch watch = HandleWatch.begin(opened::add);
        watch.close();
        watch.close();
        assertThat(of(queues.create(1, 8).name())).isEmpty();
    }

    /** Other tests of this JVM open handles as well. */
    private List<OpenedHandle> of(String name) {
        return opened.stream()
                .filter(handle -> handle.description().equals(name))
                .toList();
    }
}
