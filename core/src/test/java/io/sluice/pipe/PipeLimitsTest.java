package io.sluice.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.Libc;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many pipes a process and a user may have, and how much one holds. */
class PipeLimitsTest {
    private static final int DESCRIPTORS = 64;
    /** Another one in each JVM: the pipes of nobody in other tests would become small, too. */
    private static final int USER = 50_000 + (int) (ProcessHandle.current().pid() % 10_000);

    @Test
    @Conforms("write04")
    void aFullFifoTakesNothingMore(@TempDir Path folder) {
        Path fifo = folder.resolve("full");
        Fifo.create(fifo);
        try (PipeReadEnd reading = PipeReadEnd.open(fifo);
                PipeWriteEnd writing = PipeWriteEnd.open(fifo)) {
            ByteBuffer tooMuch = ByteBuffer.allocate(writing.capacity() + 4096);
            assertThat(writing.tryWrite(tooMuch)).isEqualTo(writing.capacity());
            assertThat(writing.tryWrite(tooMuch)).isEqualTo(PipeWriteEnd.WOULD_BLOCK);
            assertThat(tooMuch.remaining()).isEqualTo(4096);
            assertThat(reading.readableBytes()).isEqualTo(writing.capacity());
        }
    }

    @Test
    @Conforms({"pipe06", "pipe07"})
    void aProcessHasAsManyPipesAsDescriptors() {
        try (RunningProgram jvm =
                new ForkedJvm().under(Programs.limit("--nofile=" + DESCRIPTORS)).start(AllDescriptors.class)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
            assertThat(exit.output())
                    .contains("pipe2(a pipe): EMFILE")
                    .contains("RLIMIT_NOFILE: this process has as many descriptors open as it may (ulimit -n)")
                    .contains("all were used");
        }
    }

    /** Makes pipes until there are no more descriptors. */
    static final class AllDescriptors {
        private AllDescriptors() {}

        public static void main(String[] arguments) throws IOException {
            ArrayDeque<Pipe> pipes = new ArrayDeque<>();
            Pipe.open().close(); // this and the next line load their classes, each of which takes a descriptor
            used();
            try {
                while (pipes.size() < DESCRIPTORS) {
                    pipes.add(Pipe.open());
                }
            } catch (ErrnoException e) {
                pipes.removeLast().close();
                // One descriptor may be too few for another pipe. The list has its own one.
                System.out.println(used() >= DESCRIPTORS - 2 ? "all were used" : "some are left");
                pipes.forEach(Pipe::close);
                System.out.println(e.getMessage());
            }
        }

        private static long used() throws IOException {
            try (Stream<Path> numbers = Files.list(Path.of("/proc/self/fd"))) {
                return numbers.count();
            }
        }
    }

    @Test
    @Conforms("pipe15")
    void aUserWithVeryManyPipesGetsSmallOnesThatWork(@TempDir Path folder) {
        try (RunningProgram jvm = new ForkedJvm()
                .under(Programs.limit("--nofile=8192"))
                .asUser(Programs.user(USER), folder, VeryManyPipes.class, Libc.class, Native.class)
                .start(VeryManyPipes.class)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
            assertThat(exit.output())
                    .contains("a small pipe works")
                    .contains("EPERM")
                    .contains("This user's pipes have used up /proc/sys/fs/pipe-user-pages-soft: close some");
        }
    }

    /** Makes pipes until they become smaller. */
    static final class VeryManyPipes {
        private VeryManyPipes() {}

        public static void main(String[] arguments) {
            ArrayDeque<Pipe> pipes = new ArrayDeque<>();
            pipes.add(Pipe.open());
            int usual = pipes.getFirst().readEnd().capacity();
            while (pipes.getLast().readEnd().capacity() == usual && pipes.size() < 4000) {
                pipes.add(Pipe.open());
            }
            Pipe small = pipes.getLast();
            int capacity = small.readEnd().capacity();
            boolean works = capacity < usual
                    && small.writeEnd().tryWrite(ByteBuffer.allocate(capacity)) == capacity
                    && small.readEnd().tryRead(ByteBuffer.allocate(capacity - 1)) == capacity - 1
                    && small.writeEnd().tryWrite(ByteBuffer.allocate(1)) == 1
                    && small.readEnd().readableBytes() == 2;
            System.out.println(works ? "a small pipe works" : "a pipe of " + capacity + " bytes does not work");
            try {
                small.writeEnd().capacity(usual);
            } catch (ErrnoException e) {
                System.out.println(e.getMessage());
            }
            pipes.forEach(Pipe::close);
        }
    }
}
