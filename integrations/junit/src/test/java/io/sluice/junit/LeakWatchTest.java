package io.sluice.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests that leak on purpose fail, and the message says what is left and where it was opened. */
class LeakWatchTest {
    /** What the tests on purpose have left, to be closed here. */
    private static final List<AutoCloseable> LEFT = new ArrayList<>();

    private static final String NAME = "/" + OwnNames.next();

    @AfterEach
    void removeWhatWasLeft() throws Exception {
        for (AutoCloseable left : LEFT) {
            left.close();
        }
        LEFT.clear();
        SystemObjects.unlink(NAME);
    }

    @LinuxIpc
    static class LeavesAHandle {
        @Test
        void forgetsToClose(PosixMessageQueue queue) {
            LEFT.add(PosixMessageQueue.open(queue.name(), PosixAccess.READ));
        }
    }

    @Test
    void aHandleThatIsNotClosedFailsTheTest() {
        TestRun run = TestRun.ofLeaking(LeavesAHandle.class);
        String name = ((PosixMessageQueue) LEFT.get(0)).name();
        assertThat(run.failures())
                .singleElement()
                .asString()
                .matches("(?s)LeakWatchTest.LeavesAHandle\\.forgetsToClose\\("
                        + "PosixMessageQueue\\) has left behind:\n- the handle of " + name
                        + " is still open; opened at io\\.sluice"
                        + "\\.junit\\.LeakWatchTest\\$LeavesAHandle\\.forgetsToClose\\(LeakWatchTest\\.java:\\d+\\)");
        assertThat(run.throwables().flatMap(failure -> List.of(failure.getSuppressed()).stream()))
                .singleElement()
                .satisfies(opening -> assertThat(opening.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("forgetsToClose")));
    }

    @LinuxIpc
    static class LeavesObjects {
        @Test
        void unlinksNothing() {
            PosixSemaphore.builder(NAME).create().close();
            SharedMemory.builder(NAME).size(4096).create().close();
        }
    }

    @Test
    void objectsThatAreNotUnlinkedFailTheTest() {
        assertThat(TestRun.ofLeaking(LeavesObjects.class).failures())
                .singleElement()
                .asString()
                .contains("- semaphore " + NAME + " exists: it was not unlinked; opened at")
                .contains("- shared memory " + NAME + " exists")
                .contains("LeavesObjects.unlinksNothing(LeakWatchTest.java:");
    }

    @LinuxIpc
    static class LeavesAQueue {
        @Test
        void unlinksNothing() {
            PosixMessageQueue.builder(NAME).create().close();
        }
    }

    @Test
    void aQueueThatIsNotUnlinkedFailsTheTest() {
        try (QueueFolder queues = QueueFolder.open()) {
            assumeTrue(queues.showsQueues(), "the mqueue file system is not mounted, and must not be mounted here");
        }
        assertThat(TestRun.ofLeaking(LeavesAQueue.class).failures())
                .singleElement()
                .asString()
                .contains("- message queue " + NAME + " exists: it was not unlinked; opened at")
                .contains("LeavesAQueue.unlinksNothing(LeakWatchTest.java:");
    }

    @LinuxIpc
    static class LeavesASystemVQueue {
        @Test
        void removesNothing() {
            SysvMessageQueue queue = SysvMessageQueue.builder(IpcKey.random()).create();
            LEFT.add(queue::remove);
            queue.trySend(SysvMessage.of(1, new byte[] {1}));
        }
    }

    @Test
    void aSystemVQueueThatIsNotRemovedFailsTheTest() {
        assertThat(TestRun.ofLeaking(LeavesASystemVQueue.class).failures())
                .singleElement()
                .asString()
                .contains("- System V message queue ");
    }

    @LinuxIpc
    static class LeavesALoop {
        @Test
        void closesNoLoop() {
            LEFT.add(EventLoop.create("left-behind"));
        }
    }

    @Test
    void anEventLoopThatIsNotClosedFailsTheTest() {
        assertThat(TestRun.ofLeaking(LeavesALoop.class).failures())
                .singleElement()
                .asString()
                .contains("the event loop left-behind was not closed");
    }

    @LinuxIpc
    static class DropsAHandle {
        @Test
        void dropsIt(PosixMessageQueue queue) {
            drop(queue.name());
        }

        private static void drop(String name) {
            assertThat(PosixMessageQueue.open(name, PosixAccess.READ).isOpen()).isTrue();
        }
    }

    @Test
    void aHandleThatWasDroppedFailsTheTestWhetherOrNotItIsGarbageYet() {
        assertThat(TestRun.ofLeaking(DropsAHandle.class).failures())
                .singleElement()
                .asString()
                .containsPattern("is still open|became garbage and was never closed");
    }

    @LinuxIpc
    static class LeavesAHandleOfTheClass {
        @BeforeAll
        static void opens(PosixMessageQueue queue) {
            LEFT.add(PosixMessageQueue.open(queue.name(), PosixAccess.READ));
        }

        @Test
        void isNotToBlame() {}
    }

    @Test
    void theClassFailsForWhatItsBeforeAllMethodsLeave() {
        TestRun run = TestRun.ofLeaking(LeavesAHandleOfTheClass.class);
        assertThat(run.succeeded()).isEqualTo(1);
        assertThat(run.failures())
                .singleElement()
                .asString()
                .startsWith("LeakWatchTest.LeavesAHandleOfTheClass has left");
    }

    @LinuxIpc(leakCheck = LeakCheck.AFTER_CLASS)
    static class ClosesAtTheEnd {
        private static PosixMessageQueue kept;

        @Test
        void opens(IpcScope scope) {
            kept = PosixMessageQueue.builder(scope.name()).create();
        }

        @AfterAll
        static void close() {
            kept.close();
        }
    }

    @Test
    void aClassThatIsCheckedAsAWholeMayCloseAtItsEnd() {
        assertThat(TestRun.of(ClosesAtTheEnd.class).failures()).isEmpty();
    }

    @LinuxIpc(leakCheck = LeakCheck.NEVER)
    static class IsNotChecked {
        @Test
        void leaves(PosixMessageQueue queue) {
            LEFT.add(PosixMessageQueue.open(queue.name(), PosixAccess.READ));
        }
    }

    @Test
    void aClassThatIsNotCheckedMayLeaveHandles() {
        assertThat(TestRun.of(IsNotChecked.class).failures()).isEmpty();
    }

    @LinuxIpc
    static class WaitsForTheEnd {
        @Test
        void leavesAHandleThatAnotherThreadCloses(PosixMessageQueue queue) {
            PosixMessageQueue second = PosixMessageQueue.open(queue.name(), PosixAccess.READ);
            CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS).execute(second::close);
        }
    }

    @Test
    void whatEndsSoonAfterTheTestIsNoLeak() {
        assertThat(TestRun.of(WaitsForTheEnd.class).failures()).isEmpty();
    }

    /** Both tests run at once: each waits for the other. */
    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    @LinuxIpc
    static class Innocent {
        @Test
        void leavesNothing() throws Exception {
            BOTH.await(20, TimeUnit.SECONDS);
            BOTH.await(20, TimeUnit.SECONDS);
        }
    }

    @LinuxIpc
    static class Guilty {
        @Test
        void leavesAHandle(PosixMessageQueue queue) throws Exception {
            BOTH.await(20, TimeUnit.SECONDS);
            LEFT.add(PosixMessageQueue.open(queue.name(), PosixAccess.READ));
            BOTH.await(20, TimeUnit.SECONDS);
        }
    }

    @LinuxIpc
    static class GuiltyOnAnotherThread {
        @Test
        void leavesAHandle(PosixMessageQueue queue) throws Exception {
            BOTH.await(20, TimeUnit.SECONDS);
            Thread opener = new Thread(new Opener(queue.name()));
            opener.start();
            opener.join();
            BOTH.await(20, TimeUnit.SECONDS);
        }
    }

    private record Opener(String name) implements Runnable {
        @Override
        public void run() {
            LEFT.add(PosixMessageQueue.open(name, PosixAccess.READ));
        }
    }

    private static final Map<String, String> PARALLEL = Map.of(
            LeakCheck.PATIENCE_PARAMETER,
            "300",
            "junit.jupiter.execution.parallel.enabled",
            "true",
            "junit.jupiter.execution.parallel.mode.default",
            "concurrent",
            "junit.jupiter.execution.parallel.config.strategy",
            "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism",
            "2");

    @Test
    void ofTestsThatRunAtTheSameTimeTheOneIsBlamedWhoseStackTraceItIs() {
        TestRun run = TestRun.of(PARALLEL, Innocent.class, Guilty.class);
        assertThat(run.failures()).singleElement().asString().startsWith("LeakWatchTest.Guilty.leavesAHandle");
    }

    @Test
    void whatNoStackTraceExplainsIsReportedByTheLastOfTheClasses() {
        TestRun run = TestRun.of(PARALLEL, Innocent.class, GuiltyOnAnotherThread.class);
        assertThat(run.failures())
                .singleElement()
                .asString()
                .contains("a test that ran at the same time has")
                .contains("LeakWatchTest$Opener.run(");
    }
}
