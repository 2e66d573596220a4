package io.sluice.epoll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.testing.Bounds;
import io.sluice.testing.DescriptorNumbers;
import io.sluice.testing.OpenResources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdoptedDescriptorTest {
    private final NativeDescriptors descriptors = new NativeDescriptors();
    private final EventLoop loop = EventLoop.create();

    @AfterEach
    void close() {
        loop.close();
        descriptors.close();
    }

    @Test
    void itsReadinessIsReported() {
        int counter = descriptors.counter();
        try (AdoptedDescriptor adopted = AdoptedDescriptor.adopt(counter, "counter")) {
            RecordingHandler handler = new RecordingHandler(() -> descriptors.read(counter));
            handler.on(loop, adopted, Interest.READ);
            LoopProbe.run(loop, () -> {});
            assertThat(handler.ready).hasValue(0);
            descriptors.write(counter);
            Bounds.await("readiness").until(() -> handler.ready.get() > 0);
        }
    }

    @Test
    void isADuplicateThatIsClosedAtExec() throws IOException {
        int counter = descriptors.counter();
        try (AdoptedDescriptor adopted = AdoptedDescriptor.adopt(counter, "counter")) {
            int number = DescriptorNumbers.of(adopted);
            assertThat(number).isNotEqualTo(counter);
            assertThat(adopted.descriptor().description()).isEqualTo("counter");
            String flags = Files.readAllLines(Path.of("/proc/self/fdinfo/" + number)).stream()
                    .filter(line -> line.startsWith("flags:"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Long.parseLong(flags.replaceAll("\\D", ""), 8) & 02000000)
                    .isNotZero();
        }
    }

    @Test
    void outlivesTheDescriptorItWasMadeOf() {
        int[] pipe = descriptors.pipe();
        try (AdoptedDescriptor adopted = AdoptedDescriptor.adopt(pipe[0], "pipe")) {
            descriptors.close(pipe[0]);
            RecordingHandler handler = new RecordingHandler().on(loop, adopted, Interest.READ);
            descriptors.write(pipe[1]);
            Bounds.await("readiness").until(() -> handler.ready.get() > 0);
        }
    }

    @Test
    void itsCloseEndsTheRegistrationAndLeavesTheOtherDescriptorOpen() {
        int counter = descriptors.counter();
        AdoptedDescriptor adopted = AdoptedDescriptor.adopt(counter, "counter");
        RecordingHandler handler = new RecordingHandler().on(loop, adopted, Interest.READ);
        assertThat(adopted.isOpen()).isTrue();
        adopted.close();
        adopted.close();
        assertThat(adopted.isOpen()).isFalse();
        assertThat(LoopProbe.get(handler.cause)).isNull();
        descriptors.write(counter);
        assertThat(descriptors.read(counter)).isEqualTo(Long.BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "/tmp"})
    void whatIsAlwaysReadyIsRefused(String path) {
        int file = descriptors.file(path);
        OpenResources before = OpenResources.now();
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> AdoptedDescriptor.adopt(file, "some file"))
                .withMessageContaining("epoll_ctl(some file (descriptor " + file + ")): EPERM")
                .withMessageContaining("a regular file or a folder is always ready")
                .returns(Errno.EPERM, ErrnoException::errno);
        before.awaitNothingMore();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1_000_000})
    void aNumberThatIsNotOpenIsRefused(int number) {
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> AdoptedDescriptor.adopt(number, "nothing"))
                .withMessageContaining("fcntl(nothing (descriptor " + number + ")): EBADF")
                .returns(Errno.EBADF, ErrnoException::errno);
    }
}
