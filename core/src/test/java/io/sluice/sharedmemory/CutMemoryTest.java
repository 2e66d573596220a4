package io.sluice.sharedmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.mapping.MappedMemory;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.ForkedJvm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.ObjLongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of access to memory that was cut off, in a JVM that may die of it: it does not. */
class CutMemoryTest {
    private static final int CUT = 8192;
    private static final int WARM_UPS = 20_000;

    @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
    enum Access {
        GET_INT((memory, at) -> memory.getInt(at)),
        SET_INT((memory, at) -> memory.setInt(at, 1)),
        ADD_INT((memory, at) -> memory.addToInt(at, 1)),
        COMPARE_INT((memory, at) -> memory.compareAndSetInt(at, 0, 1)),
        GET_LONG((memory, at) -> memory.getLong(at)),
        SET_LONG((memory, at) -> memory.setLong(at, 1)),
        ADD_LONG((memory, at) -> memory.addToLong(at, 1)),
        COMPARE_LONG((memory, at) -> memory.compareAndSetLong(at, 0, 1)),
        BUFFER_GET((memory, at) -> memory.bytes(at, 8).get(0)),
        BUFFER_PUT((memory, at) -> memory.bytes(at, 8).put(0, (byte) 1)),
        BULK_GET((memory, at) -> memory.bytes(at, 64).get(new byte[64])),
        BULK_PUT((memory, at) -> memory.bytes(at, 64).put(new byte[64])),
        COPY((memory, at) -> ByteBuffer.allocateDirect(64).put(memory.bytes(at, 64)));

        private final ObjLongConsumer<MappedMemory> access;

        Access(ObjLongConsumer<MappedMemory> access) {
            this.access = access;
        }
    }

    /** Each access cold or compiled, on memory of its own. */
    static final class Accesses {
        private Accesses() {}

        public static void main(String[] arguments) {
            int warmUps = Integer.parseInt(arguments[0]);
            for (Access each : Access.values()) {
                try (SharedMemory shared =
                        SharedMemory.anonymous("cut").size(2 * CUT).create()) {
                    MappedMemory memory = shared.memory();
                    for (int i = 0; i < warmUps; i++) {
                        each.access.accept(memory, CUT);
                    }
                    shared.resize(CUT);
                    String outcome = outcome(each, memory);
                    settle();
                    System.out.println(each + " " + outcome);
                }
            }
            System.out.println("alive");
        }

        /** An access of several steps has several faults, and JDK 17 reports them one by one, wherever the thread is then. */
        private static void settle() {
            int quiet = 0;
            while (quiet < 10) {
                try {
                    System.out.println();
                    quiet++;
                } catch (InternalError late) {
                    quiet = 0;
                }
            }
        }

        private static String outcome(Access each, MappedMemory memory) {
            try {
                each.access.accept(memory, CUT);
                System.out.println(); // the error of compiled code comes when a thread is back from the JVM
                return "none";
            } catch (ErrnoException cut) {
                return cut.errno().name();
            } catch (InternalError cut) {
                return "InternalError";
            }
        }
    }

    enum Compiled {
        COLD,
        HOT
    }

    @ParameterizedTest
    @EnumSource
    @Conforms("mmap 11-3")
    void anAccessToWhatIsGoneIsAnErrorAndTheJvmLives(Compiled compiled) {
        int warmUps = compiled == Compiled.COLD ? 0 : WARM_UPS;
        try (RunningProgram jvm = new ForkedJvm().start(Accesses.class, warmUps)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.output()).endsWith("alive\n");
            assertThat(exit.status()).isZero();
            assertThat(Arrays.asList(exit.output().split("\n")))
                    .filteredOn(line -> !line.isEmpty() && !line.equals("alive"))
                    .allMatch(line -> line.endsWith(" EFAULT") || line.endsWith(" InternalError"))
                    .hasSize(Access.values().length);
        }
    }

    /** A file that is cut to half a page, and then an access to the second page. */
    static final class BehindAFile {
        private BehindAFile() {}

        public static void main(String[] arguments) throws IOException {
            Path file = Path.of(arguments[0]);
            try (MappedFile mapped = MappedFile.open(file)) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(CUT / 4);
                }
                System.out.println("first page " + mapped.memory().getInt(CUT / 4));
                String outcome = Accesses.outcome(Access.GET_INT, mapped.memory());
                Accesses.settle();
                System.out.println("second page " + outcome);
            }
        }
    }

    @Test
    @Conforms("mmap 11-2")
    void anAccessBehindTheLastPageOfAFileIsAnError(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("file");
        byte[] ones = new byte[2 * CUT];
        Arrays.fill(ones, (byte) 1);
        Files.write(file, ones);
        try (RunningProgram jvm = new ForkedJvm().start(BehindAFile.class, file)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.output()).contains("first page 0\n").containsPattern("second page (EFAULT|InternalError)");
            assertThat(exit.status()).isZero();
        }
    }
}
