package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MuslTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/lib/ld-musl-x86_64.so.1",
                "/lib/ld-musl-aarch64.so.1",
                "/lib/libc.musl-x86_64.so.1",
                "/usr/lib/x86_64-linux-musl/libc.so",
            })
    void itIsFoundUnderEachNameThatItIsInstalledWith(String file) throws IOException {
        assertThat(Musl.isMappedIn(maps(file))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/usr/lib/x86_64-linux-gnu/libc.so.6",
                "/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2",
                "/lib/x86_64-linux-gnu/libc-2.31.so",
                "/opt/musl/libjvm.so",
                "/tmp/mylibc.so",
            })
    void anotherLibraryIsNotTakenForIt(String file) throws IOException {
        assertThat(Musl.isMappedIn(maps(file))).isFalse();
    }

    @Test
    void withoutProcNothingIsSaidOfIt() {
        assertThat(Musl.isMappedIn(folder.resolve("none"))).isFalse();
    }

    /** Here the answer of the loader is known, and on a machine with musl as well. */
    @Test
    void aJvmOnGlibcDoesNotRunOnIt() {
        boolean glibc = Libc.get().memory().symbol("gnu_get_libc_version") != 0;
        assertThat(Musl.runsThisJvm()).isEqualTo(!glibc);
    }

    /** What the kernel writes of a process that has mapped the file, and one whose name has bytes that are no UTF-8. */
    private Path maps(String file) throws IOException {
        String head = "7f9c07a77000-7f9c07a79000 rw-p 00033000 fe:00 338944                     ";
        Path maps = folder.resolve("maps");
        Files.write(maps, (head + "/srv/M\u00fcll.jar\n").getBytes(StandardCharsets.ISO_8859_1));
        return Files.writeString(
                maps,
                head + file + "\n7ffe05c94000-7ffe05cb5000 rw-p 00000000 00:00 0                          [stack]\n",
                StandardOpenOption.APPEND);
    }
}
