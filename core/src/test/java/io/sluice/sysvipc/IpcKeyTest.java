package io.sluice.sysvipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IpcKeyTest {
    private static final String FTOK = """
            #include <stdio.h>
            #include <stdlib.h>
            #include <sys/ipc.h>
            int main(int argc, char **argv) {
                for (int i = 1; i + 1 < argc; i += 2) {
                    printf("%d\\n", ftok(argv[i], atoi(argv[i + 1])));
                }
                return 0;
            }
            """;

    @TempDir
    Path folder;

    @Test
    void aPathGivesTheKeyThatCGives() throws Exception {
        Path file = Files.createFile(folder.resolve("daemon.lock"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        List<Path> paths = List.of(file, link, folder, Path.of("/proc/version"), Path.of("/dev/null"), Path.of("/"));
        List<Integer> projects = List.of((int) 'A', 1, 255, 0x1234, -1);
        List<Object> arguments = paths.stream()
                .flatMap(path -> projects.stream().flatMap(project -> List.<Object>of(path, project).stream()))
                .toList();
        String ours = IntStream.range(0, arguments.size() / 2)
                .mapToObj(i -> IpcKey.ofPath((Path) arguments.get(2 * i), (Integer) arguments.get(2 * i + 1))
                                .value() + "\n")
                .collect(Collectors.joining());
        try (RunningProgram process = CProgram.ofSource("ftok", FTOK).start(arguments.toArray())) {
            assertThat(process.awaitExit(Bounds.SOON).output()).isEqualTo(ours);
        }
    }

    @Test
    void aMissingFileIsSaidToBeMissing() {
        Path missing = folder.resolve("missing");
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> IpcKey.ofPath(missing, 'A'))
                .returns(Errno.ENOENT, ErrnoException::errno)
                .withMessageStartingWith("ftok(" + missing + "): ENOENT")
                .withMessageContaining("a file that exists");
    }

    @Test
    void aProjectWhoseLowerBitsAreZeroIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> IpcKey.ofPath(folder, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpcKey.ofPath(folder, 0x4100))
                .withMessageContaining("16640");
    }

    @Test
    void zeroIsOnlyThePrivateKey() {
        assertThatIllegalArgumentException().isThrownBy(() -> IpcKey.of(0)).withMessageContaining("IpcKey.PRIVATE");
        assertThat(IpcKey.PRIVATE.isPrivate()).isTrue();
        assertThat(IpcKey.PRIVATE).hasToString("IPC_PRIVATE").returns(0, IpcKey::value);
    }

    @Test
    void aKeyIsAValueAndReadsAsIpcsWritesIt() {
        assertThat(IpcKey.of(1234)).isEqualTo(IpcKey.of(1234)).hasSameHashCodeAs(IpcKey.of(1234));
        assertThat(IpcKey.of(1234)).isNotEqualTo(IpcKey.of(1235)).hasToString("0x000004d2");
        assertThat(IpcKey.of(-2)).hasToString("0xfffffffe");
    }

    @Test
    void randomKeysDifferAndAreNeverPrivate() {
        List<IpcKey> keys = IntStream.range(0, 100)
                .mapToObj(i -> IpcKey.random())
                .distinct()
                .toList();
        assertThat(keys).hasSizeGreaterThan(95).noneMatch(IpcKey::isPrivate);
    }
}
