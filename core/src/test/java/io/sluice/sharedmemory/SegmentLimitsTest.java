package io.sluice.sharedmemory;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.Libc;
import io.sluice.mapping.MappedMemory;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvipc.IpcPermissions;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import io.sluice.testing.SysvTestSegments;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a user may not do with a segment, and what an IPC namespace has no room for: each says so. */
class SegmentLimitsTest {
    private static final long GIGABYTE = 1L << 30;
    private static final String FEW_OF_ALL = "echo 20000 > /proc/sys/kernel/shmmax; echo 5 > /proc/sys/kernel/shmall;"
            + " echo 2 > /proc/sys/kernel/shmmni";

    @RegisterExtension
    final SysvTestSegments segments = new SysvTestSegments();

    private static String output(ForkedJvm jvm, Class<?> main, Object... arguments) {
        try (RunningProgram process = jvm.start(main, arguments)) {
            RunningProgram.Exit exit = process.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
            return exit.output();
        }
    }

    private static long kernel(String name) throws IOException {
        // Line by line: a second read of such a file finds nothing more.
        String number =
                Files.readAllLines(Path.of("/proc/sys/kernel", name)).get(0).trim();
        return new BigInteger(number).min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    @Test
    @Conforms("shmctl03")
    void theLimitsAreThoseOfTheKernel() throws IOException {
        assertThat(SysvSharedMemoryLimits.read())
                .isEqualTo(new SysvSharedMemoryLimits(kernel("shmmax"), kernel("shmall"), (int) kernel("shmmni")));
    }

    @Test
    @Conforms({"shmget02", "shmget03"})
    void theLimitsOfANamespaceAreNamed() {
        ForkedJvm jvm = new ForkedJvm().inNamespaces(Programs.unshare("--ipc"), FEW_OF_ALL);
        assertThat(output(jvm, InANamespace.class))
                .contains("limits: SysvSharedMemoryLimits[maxSegmentSize=20000, maxPages=5, maxSegments=2]")
                .contains(
                        "too large: shmget(key IPC_PRIVATE): EINVAL, invalid argument. A segment may have SHMMAX = 20000"
                                + " bytes, and this one was to have 20001: ask for fewer, or raise it as root (sysctl -w"
                                + " kernel.shmmax=N;")
                .contains("too many pages: shmget(key IPC_PRIVATE): ENOSPC, no space left. This IPC namespace has 1"
                        + " segments of SHMMNI = 2, and 4 pages of SHMALL = 5, and this segment was to have 8192 bytes:"
                        + " remove some segments, or raise the limits as root")
                .contains("too many segments: shmget(key IPC_PRIVATE): ENOSPC, no space left. This IPC namespace has 2"
                        + " segments of SHMMNI = 2, and 5 pages of SHMALL = 5,");
    }

    /** Its segments go with its namespace. */
    static final class InANamespace {
        private InANamespace() {}

        public static void main(String[] arguments) {
            say("limits", SysvSharedMemoryLimits::read);
            say("too large", () -> create(20_001));
            create(4 * 4096);
            say("too many pages", () -> create(2 * 4096));
            create(1);
            say("too many segments", () -> create(1));
        }

        private static SysvSharedMemory create(long size) {
            return SysvSharedMemory.builder(IpcKey.PRIVATE).size(size).create();
        }
    }

    @Test
    @Conforms({"shmget04", "shmat02", "shmctl02", "shmctl03", "shmctl04"})
    void anotherUsersSegmentIsOutOfReach(@TempDir Path folder) {
        SysvSharedMemory segment = segments.create(4096, 0604);
        ForkedJvm jvm = new ForkedJvm().asNobody(folder, OfAnotherUser.class, Libc.class, Native.class);
        assertThat(output(jvm, OfAnotherUser.class, segment.key().value()))
                .contains("open: shmget(key " + segment.key() + "): EACCES")
                .contains(
                        "The shared memory segment's mode and owner do not let this user open it so: 'ipcs -m' shows them")
                .contains("open for reading: 4096")
                .contains("status: 4096")
                .contains("attach: shmat(" + segment.name() + "): EACCES")
                .contains("To read alone takes less (attachReadOnly()).")
                .contains("attach for reading: 4096")
                .contains("too large: shmget(key " + segment.key() + "): EINVAL")
                .contains("The segment has 4096 bytes, and 4097 were asked for.")
                .contains("set permissions: shmctl IPC_SET(" + segment.name() + "): EPERM")
                .contains("Only the shared memory segment's owner, its creator and root may do this.")
                .contains("remove: shmctl IPC_RMID(" + segment.name() + "): EPERM");
        segment.setPermissions(segment.status().permissions().withMode(0600));
        assertThat(output(jvm, OfAnotherUser.class, segment.key().value()))
                .contains("open for reading: shmget(key " + segment.key() + "): EACCES")
                .contains("status: shmctl IPC_STAT(" + segment.name() + "): EACCES")
                .contains("attach for reading: shmat(" + segment.name() + "): EACCES");
    }

    /** Tries what another user may not do. */
    static final class OfAnotherUser {
        private OfAnotherUser() {}

        public static void main(String[] arguments) {
            IpcKey key = IpcKey.of(Integer.parseInt(arguments[0]));
            say("open", () -> SysvSharedMemory.open(key));
            say(
                    "open for reading",
                    () -> SysvSharedMemory.builder(key).readOnly().open().size());
            say(
                    "too large",
                    () -> SysvSharedMemory.builder(key).readOnly().size(4097).open());
            int id = SysvSharedMemory.list().stream()
                    .filter(each -> each.key().equals(key))
                    .findFirst()
                    .orElseThrow()
                    .id();
            SysvSharedMemory segment = SysvSharedMemory.openById(id);
            say("status", () -> segment.status().size());
            say("attach", () -> sizeAndClose(segment.attach()));
            say("attach for reading", () -> sizeAndClose(segment.attachReadOnly()));
            say("set permissions", () -> {
                segment.setPermissions(new IpcPermissions(0666, 0, 0, 0, 0));
                return "done";
            });
            say("remove", () -> {
                segment.remove();
                return "done";
            });
        }
    }

    private static long sizeAndClose(MappedMemory memory) {
        try (memory) {
            return memory.size();
        }
    }

    @Test
    void aProcessWithoutRoomForTheAddressesIsToldSo() {
        ForkedJvm jvm = new ForkedJvm().under("prlimit", "--as=" + 8 * GIGABYTE).flags("-Xmx64m");
        assertThat(output(
                        jvm,
                        AttachesOften.class,
                        segments.createPrivate(GIGABYTE).id()))
                .contains("ENOMEM, out of memory. This process has no room for 1073741824 more bytes of addresses");
    }

    /** Attaches a segment until there is no room, which takes no memory. */
    static final class AttachesOften {
        private AttachesOften() {}

        public static void main(String[] arguments) {
            SysvSharedMemory segment = SysvSharedMemory.openById(Integer.parseInt(arguments[0]));
            List<MappedMemory> attached = new ArrayList<>();
            say("attach", () -> {
                for (int i = 0; i < 8; i++) {
                    attached.add(segment.attach());
                }
                return "done";
            });
            attached.forEach(MappedMemory::close);
        }
    }

    private interface Attempt {
        Object make();
    }

    private static void say(String what, Attempt attempt) {
        try {
            System.out.println(what + ": " + attempt.make());
        } catch (ErrnoException e) {
            System.out.println(what + ": " + e.getMessage());
        }
    }

    @Test
    @Conforms({"shmget05", "shmget06", "shmctl04"})
    void anIdentifierIsChosenAndAllAreListed() {
        ForkedJvm jvm =
                new ForkedJvm().inNamespaces(Programs.unshare("--ipc"), "echo 7 > /proc/sys/kernel/shm_next_id");
        assertThat(output(jvm, ChoosesIdentifiers.class))
                .contains("first: 7\n")
                .contains("next: -1\n")
                .contains("second is another: true\n")
                .contains("listed as the kernel lists them: true\n");
    }

    /** Its segments go with its namespace. */
    static final class ChoosesIdentifiers {
        private static final Path NEXT = Path.of("/proc/sys/kernel/shm_next_id");

        private ChoosesIdentifiers() {}

        public static void main(String[] arguments) throws IOException {
            int first = InANamespace.create(1).id();
            System.out.println("first: " + first);
            System.out.println("next: " + Files.readAllLines(NEXT).get(0).trim());
            Files.writeString(NEXT, Integer.toString(first));
            System.out.println(
                    "second is another: " + (InANamespace.create(5000).id() != first));
            List<String> known = SysvSharedMemory.list().stream()
                    .map(each -> each.id() + " " + each.size())
                    .sorted()
                    .toList();
            List<String> kernels = Files.readAllLines(Path.of("/proc/sysvipc/shm")).stream()
                    .skip(1)
                    .map(line -> line.trim().split(" +", -1))
                    .map(fields -> fields[1] + " " + fields[3])
                    .sorted()
                    .toList();
            System.out.println("listed as the kernel lists them: " + (known.size() == 2 && known.equals(kernels)));
        }
    }
}
