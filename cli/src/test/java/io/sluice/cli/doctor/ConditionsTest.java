package io.sluice.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.cli.doctor.SharedMemoryFolder.Space;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no number: mounts, namespaces, the JDK and the clocks. */
class ConditionsTest {
    private static final String SOURCE = "/sys/devices/system/clocksource/clocksource0/current_clocksource";

    @TempDir
    private Path root = Path.of("");

    private MadeUpFiles made() {
        return new MadeUpFiles(root);
    }

    @Test
    void theFileSystemOfQueuesIsMountedOrIsToBeMounted() {
        Findings.of(new QueueFolder(() -> Path.of("/dev/mqueue"))).assertAll(Verdict.OK);
        Findings missing = Findings.of(new QueueFolder(() -> {
            throw new ErrnoException("open", "the mqueue file system", Errno.ENOENT, "");
        }));
        missing.assertAll(Verdict.WARN);
        assertThat(missing.all().get(0).remedy()).contains("mount -t mqueue");
        Report hidden = Report.of(List.of(new QueueFolder(() -> {
            throw new UncheckedIOException("no mount table", new IOException());
        })));
        assertThat(hidden.worst()).isEqualTo(Verdict.UNKNOWN);
    }

    private Findings sharedMemory(long total, long free) {
        return Findings.of(new SharedMemoryFolder(made().files(), folder -> new Space(total, free)));
    }

    @Test
    void theFolderOfSharedMemoryHasRoomOrNot() {
        Findings missing = sharedMemory(0, 0);
        missing.assertAll(Verdict.FAIL);
        assertThat(missing.named("/dev/shm").remedy()).contains("mount -t tmpfs");

        made().with("/dev/shm/anything", "");
        sharedMemory(67_108_864, 60_000_000).assertAll(Verdict.OK);
        assertThat(sharedMemory(67_108_864, 67_104_768).named("/dev/shm").value())
                .isEqualTo("67108864, 4096 in use, 67104768 left");
        sharedMemory(67_108_864, 1_000_000).assertAll(Verdict.WARN);
        sharedMemory(67_108_864, 4096).assertAll(Verdict.FAIL);
        Findings.of(new SharedMemoryFolder(made().files(), folder -> {
                    throw new IOException("no statfs");
                }))
                .assertAll(Verdict.UNKNOWN);
    }

    @Test
    void aFolderOfSharedMemoryThatCannotBeWrittenIsAFailure() {
        made().with("/dev/shm/anything", "");
        File folder = root.resolve("dev/shm").toFile();
        assertThat(folder.setWritable(false)).isTrue();
        assumeTrue(!folder.canWrite(), "root may write to each folder");
        Findings readOnly = sharedMemory(67_108_864, 60_000_000);
        assertThat(folder.setWritable(true)).isTrue();
        readOnly.assertAll(Verdict.FAIL);
    }

    @Test
    void theNamespaceIsTheHostsOrAnother() {
        Findings hidden = Findings.of(new Confinement(made().files()));
        hidden.assertAll(Verdict.UNKNOWN);

        made().with("/proc/self/status", "Seccomp:\t0\n").withLink("/proc/self/ns/ipc", "ipc:[4026531839]");
        Findings host = Findings.of(new Confinement(made().files()));
        host.assertAll(Verdict.OK);
        assertThat(host.named("IPC namespace").value()).isEqualTo("ipc:[4026531839], the host's");
        assertThat(host.named("seccomp").value()).isEqualTo("no filter");
    }

    @Test
    void aContainerIsInOrder() {
        made().with("/proc/self/status", "Seccomp:\t2\n").withLink("/proc/self/ns/ipc", "ipc:[4026532200]");
        Findings container = Findings.of(new Confinement(made().files()));
        container.assertAll(Verdict.OK);
        assertThat(container.named("IPC namespace").value()).endsWith("not the host's");
        assertThat(container.named("seccomp").value()).isEqualTo("a filter");
    }

    private static Findings java(Optional<Boolean> nativeAccess, Supplier<String> binding, String... unused) {
        return Findings.of(
                new JavaRuntime(Runtime.Version.parse("25.0.1"), nativeAccess, binding, () -> List.of(unused)));
    }

    @Test
    void theJdkLetsNativeCallsPassOrWarns() {
        java(Optional.empty(), () -> "jna").assertAll(Verdict.OK);
        Findings both = java(Optional.of(true), () -> "ffm", "jna: ffm is preferred.");
        both.assertAll(Verdict.OK);
        assertThat(both.named("native binding").value()).isEqualTo("ffm (not used: jna: ffm is preferred.)");
        Findings refused = java(Optional.of(false), () -> "ffm");
        refused.assertVerdicts(Verdict.WARN, Verdict.OK);
        assertThat(refused.named("JDK").remedy()).contains("--enable-native-access");
    }

    @Test
    void withoutABindingItFails() {
        Findings none = java(Optional.empty(), () -> {
            throw new IllegalStateException("no\nbinding");
        });
        none.assertVerdicts(Verdict.OK, Verdict.FAIL);
        assertThat(none.named("native binding").value()).isEqualTo("no binding");
    }

    private Findings clocks(String now) {
        return Findings.of(new Clocks(made().files(), Clock.fixed(Instant.parse(now), ZoneOffset.UTC)));
    }

    @Test
    void clocks() {
        clocks("2026-06-01T00:00:00Z").assertVerdicts(Verdict.UNKNOWN, Verdict.OK);
        made().with(SOURCE, "tsc\n");
        clocks("2026-06-01T00:00:00Z").assertAll(Verdict.OK);
        made().with(SOURCE, "hpet\n");
        clocks("1970-01-01T00:00:07Z").assertAll(Verdict.WARN);
    }
}
