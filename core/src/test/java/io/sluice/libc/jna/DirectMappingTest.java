package io.sluice.libc.jna;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import io.sluice.libc.FileCalls;
import io.sluice.libc.Libc;
import io.sluice.memory.NativeMemory;
import io.sluice.testing.Bounds;
import java.lang.ref.Cleaner;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Functions are mapped while they are used, and never unmapped under a call. */
class DirectMappingTest {
    private static final Cleaner CLEANER = Cleaner.create();

    private final FileCalls files = Libc.get().files();
    private final NativeMemory counter = NativeMemory.allocate(Long.BYTES);

    @Test
    void aCallUnderWayKeepsTheMapping() throws Exception {
        DirectMapping<Reading> mapping = new DirectMapping<>(Reading.class, Reading::new);
        int fd = Libc.get().epoll().eventfd(0, 0);
        CompletableFuture<Long> result = new CompletableFuture<>();
        Thread reader =
                new Thread(() -> result.complete(mapping.calls().read(fd, counter.address(), Long.BYTES)), "reader");
        reader.start();
        Bounds.await("the call to begin").until(() -> isInside(reader, "read"));

        mapping.release(CLEANER);
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        assertThat(Native.registered(Reading.class)).as("mapped under the call").isTrue();

        counter.bytes().putLong(0, 1);
        files.write(fd, counter.address(), Long.BYTES);
        assertThat(result.get(Bounds.SOON.toNanos(), TimeUnit.NANOSECONDS)).isEqualTo(Long.BYTES);
        awaitUnmapped(Reading.class);
        files.close(fd);
        counter.keepAlive();
    }

    @Test
    void aCallBehindTheReleaseMapsAgain() {
        DirectMapping<ProcessId> mapping = new DirectMapping<>(ProcessId.class, ProcessId::new);
        int pid = (int) ProcessHandle.current().pid();
        assertThat(mapping.calls().getpid()).isEqualTo(pid);
        mapping.release(CLEANER);
        assertThat(mapping.isInUse()).isFalse();
        assertThat(mapping.calls().getpid()).as("before it is unmapped").isEqualTo(pid);
        mapping.release(CLEANER);
        awaitUnmapped(ProcessId.class);
        assertThat(mapping.calls().getpid()).as("behind that").isEqualTo(pid);
        mapping.release(CLEANER);
        awaitUnmapped(ProcessId.class);
    }

    private static boolean isInside(Thread thread, String nativeMethod) {
        return Arrays.stream(thread.getStackTrace())
                .limit(1)
                .anyMatch(
                        frame -> frame.isNativeMethod() && frame.getMethodName().equals(nativeMethod));
    }

    private static void awaitUnmapped(Class<?> type) {
        Bounds.await("the mapping to be undone").until(() -> {
            System.gc();
            return !Native.registered(type);
        });
    }

    private static final class Reading {
        native long read(int fd, long bytes, long count);
    }

    private static final class ProcessId {
        native int getpid();
    }
}
