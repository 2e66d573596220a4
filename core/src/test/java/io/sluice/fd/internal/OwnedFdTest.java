package io.sluice.fd.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.HandleWatch;
import io.sluice.errno.ClosedHandleException;
import io.sluice.libc.FileCalls;
import io.sluice.testing.Conforms;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnedFdTest {
    private static final int NUMBER = 1234;

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final OwnedFd fd = OwnedFd.of(recordingCloses(), NUMBER, "some file");

    @AfterEach
    void close() {
        fd.close();
    }

    /** Closes nothing, but writes down that it was asked to. */
    private FileCalls recordingCloses() {
        return (FileCalls) Proxy.newProxyInstance(
                FileCalls.class.getClassLoader(), new Class<?>[] {FileCalls.class}, (proxy, method, arguments) -> {
                    events.add(method.getName() + " " + arguments[0]);
                    return 0;
                });
    }

    @Test
    void closesOnceHoweverOftenItIsAsked() {
        assertThat(fd.isOpen()).isTrue();
        fd.close();
        fd.close();
        assertThat(fd.isOpen()).isFalse();
        assertThat(events).containsExactly("close 1234");
    }

    @Test
    void aDescriptorThatGetsNoOwnerIsClosed() {
        try (HandleWatch refusing = HandleWatch.begin(opened -> {
            if (opened.description().equals("another file")) {
                throw new IllegalStateException("expected");
            }
        })) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> OwnedFd.of(recordingCloses(), 5678, "another file"))
                    .withMessage("expected");
            assertThat(refusing).isNotNull();
        }
        assertThat(events).containsExactly("close 5678");
    }

    @Test
    void aUseHoldsTheCloseBackUntilItEnds() {
        assertThat(fd.acquire()).isTrue();
        assertThat(fd.acquire("read")).isEqualTo(NUMBER);
        fd.close();
        assertThat(fd.isOpen()).isFalse();
        fd.release();
        assertThat(events).as("one use is left").isEmpty();
        fd.release();
        assertThat(events).containsExactly("close 1234");
        fd.close();
        assertThat(events).containsExactly("close 1234");
    }

    @Test
    void noUseBeginsOnceItIsBeingClosed() {
        assertThat(fd.acquire()).isTrue();
        fd.close();
        assertThat(fd.acquire()).isFalse();
        assertThatExceptionOfType(ClosedHandleException.class)
                .isThrownBy(() -> fd.acquire("read"))
                .withMessage("read(some file): EBADF, bad file descriptor. The handle was closed.");
        fd.release();
        assertThat(events).containsExactly("close 1234");
    }

    @Test
    void hooksRunRightBeforeTheCloseAndOnce() {
        assertThat(fd.addCloseHook(number -> events.add("first hook " + number)))
                .isTrue();
        assertThat(fd.addCloseHook(number -> events.add("second hook " + number)))
                .isTrue();
        assertThat(fd.acquire()).isTrue();
        fd.close();
        assertThat(events).isEmpty();
        fd.release();
        fd.close();
        assertThat(events).containsExactly("first hook 1234", "second hook 1234", "close 1234");
    }

    @Test
    void aHookThatThrowsKeepsNeitherTheOtherHooksNorTheCloseFromRunning() {
        fd.addCloseHook(number -> {
            throw new OutOfMemoryError("thrown by the test");
        });
        fd.addCloseHook(number -> events.add("second hook"));
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(fd::close);
        assertThat(events).containsExactly("second hook", "close 1234");
    }

    @Test
    void anAbandonedNumberIsNotClosed() {
        fd.addCloseHook(number -> events.add("hook " + number));
        fd.abandon();
        assertThat(fd.isOpen()).isFalse();
        assertThat(events).containsExactly("hook 1234");
    }

    @Test
    void aPartIsClosedAsAnyOther() {
        try (OwnedFd part = OwnedFd.part(recordingCloses(), NUMBER + 1, "a part")) {
            assertThat(part.description()).isEqualTo("a part");
            assertThat(part.number()).isEqualTo(NUMBER + 1);
        }
        assertThat(events).containsExactly("close 1235");
    }

    @Test
    void aHookThatWasTakenBackDoesNotRun() {
        OwnedFd.CloseHook hook = number -> events.add("hook");
        assertThat(fd.addCloseHook(hook)).isTrue();
        fd.removeCloseHook(hook);
        fd.close();
        assertThat(events).containsExactly("close 1234");
    }

    @Test
    void aHookIsRefusedOnceItIsBeingClosed() {
        assertThat(fd.acquire()).isTrue();
        fd.close();
        assertThat(fd.addCloseHook(number -> events.add("late"))).isFalse();
        fd.release();
        assertThat(fd.addCloseHook(number -> events.add("later"))).isFalse();
        assertThat(events).containsExactly("close 1234");
    }

    @Test
    void closesOnceAmongManyClosersAndUsers() throws Exception {
        int parties = 4;
        ExecutorService threads = Executors.newFixedThreadPool(parties);
        try {
            for (int round = 0; round < 5000; round++) {
                events.clear();
                OwnedFd raced = OwnedFd.of(recordingCloses(), NUMBER, "raced");
                raced.addCloseHook(number -> events.add("hook"));
                CyclicBarrier start = new CyclicBarrier(parties);
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < parties; i++) {
                    boolean closes = i % 2 == 0;
                    all.add(threads.submit(() -> {
                        start.await();
                        if (raced.acquire()) {
                            assertThat(events).as("while in use").isEmpty();
                            raced.release();
                        }
                        if (closes) {
                            raced.close();
                        }
                        return null;
                    }));
                }
                for (Future<?> party : all) {
                    party.get();
                }
                assertThat(events).containsExactly("hook", "close 1234");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Conforms("mq_close 3-2")
    void aNegativeNumberIsNoDescriptor() {
        assertThatIllegalArgumentException().isThrownBy(() -> OwnedFd.of(recordingCloses(), -1, "none"));
    }

    @Test
    void saysWhatItIs() {
        assertThat(fd).hasToString("some file (descriptor 1234)");
        fd.close();
        assertThat(fd).hasToString("some file (descriptor 1234, closed)");
    }
}
