package io.sluice.trial.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.fd.NativeBinding;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No native library is written to where another user could replace it before it is loaded. */
class NativeLibraryTest {
    private static final String JNA = "-Dio.sluice.libc=jna";

    @TempDir
    Path folder;

    @Test
    void jnaUnpacksIntoAFolderOfItsOwnWhichIsGoneAfterwards() throws IOException {
        Report report = run(new ForkedJvm().flags(JNA, "-Djna.tmpdir=" + folder));
        assertThat(report.binding).isEqualTo("jna");
        assertThat(report.library.getParent().getParent()).isEqualTo(folder.toRealPath());
        assertThat(report.library).doesNotExist();
        assertThat(report.library.getParent()).doesNotExist();
        assertThat(report.temporaryFolder).as("the user's own setting").isEqualTo(folder.toString());
    }

    @Test
    void whateverTheUmaskNobodyElseReachesTheLibrary() throws IOException {
        Report report = run(new ForkedJvm()
                .under("/bin/sh", "-c", "umask 000 && exec \"$0\" \"$@\"")
                .flags(JNA, "-Djna.tmpdir=" + folder, "-Djnidispatch.preserve=true"));
        assertThat(report.library).exists();
        assertThat(Files.getPosixFilePermissions(report.library.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aHomeOfNobodyGivesWayToTheTemporaryFolder() throws IOException {
        Path unsafe = Files.createDirectory(folder.resolve("home"));
        Files.setAttribute(unsafe, "unix:mode", 0777);
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Report report = run(new ForkedJvm()
                .under("env", "-u", "XDG_CACHE_HOME")
                .flags(JNA, "-Duser.home=" + unsafe, "-Djava.io.tmpdir=" + temporary));
        assertThat(report.library.getParent().getParent()).isEqualTo(temporary.toRealPath());
        assertThat(report.temporaryFolder).isEqualTo("null");
    }

    @Test
    void aFolderInWhichOthersReplaceFilesIsRefusedWithTheRemedy() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setAttribute(open, "unix:mode", 0777);
        assertThat(failure(new ForkedJvm().flags(JNA, "-Djna.tmpdir=" + open)))
                .contains("UnsupportedPlatformException")
                .contains("no folder to unpack its native library to in which no other user could replace it")
                .contains(open + " may be written to by other users, and is not sticky")
                .contains("-Djna.tmpdir=FOLDER");
        try (Stream<Path> left = Files.list(open)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aFolderThatForbidsExecutionIsRefusedWithTheRemedy() {
        assertThat(failure(new ForkedJvm()
                        .inNamespaces(Programs.unshare("--mount"), "mount -t tmpfs -o noexec none " + folder)
                        .flags(JNA, "-Djna.tmpdir=" + folder)))
                .contains("UnsupportedPlatformException")
                .contains("JNA cannot load its native library")
                .contains("noexec")
                .contains("-Djna.tmpdir=FOLDER")
                .contains("-Djna.boot.library.path=FOLDER");
    }

    @Test
    void anInstalledLibraryIsNotUnpacked() throws IOException {
        Report preserved = run(new ForkedJvm().flags(JNA, "-Djna.tmpdir=" + folder, "-Djnidispatch.preserve=true"));
        Path installed = Files.copy(preserved.library, folder.resolve("libjnidispatch.so"));
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setAttribute(open, "unix:mode", 0777);
        Report report = run(new ForkedJvm().flags(JNA, "-Djna.boot.library.path=" + folder, "-Djna.tmpdir=" + open));
        assertThat(report.library).isEqualTo(installed);
        try (Stream<Path> left = Files.list(open)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void theOtherBindingWritesNoLibraryAtAll() {
        assumeTrue("ffm".equals(System.getProperty("io.sluice.libc")), "these tests run on JNA here");
        Report report = run(new ForkedJvm().flags("-Djna.tmpdir=" + folder));
        assertThat(report.binding).isEqualTo("ffm");
        assertThat(report.library).isEqualTo(Path.of("null"));
        assertThat(folder).isEmptyDirectory();
    }

    private record Report(String binding, Path library, String temporaryFolder) {}

    private static Report run(ForkedJvm jvm) {
        try (RunningProgram process = jvm.start(Load.class)) {
            RunningProgram.Exit exit = process.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
            return new Report(process.line(), Path.of(process.line()), process.line());
        }
    }

    private static String failure(ForkedJvm jvm) {
        try (RunningProgram process = jvm.start(Load.class)) {
            RunningProgram.Exit exit = process.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).isNotZero();
            return exit.output();
        }
    }

    /** Loads the binding, and says where JNA has found its library. */
    static final class Load {
        private Load() {}

        public static void main(String[] arguments) {
            System.out.println(NativeBinding.name());
            System.out.println(System.getProperty("jnidispatch.path"));
            System.out.println(System.getProperty("jna.tmpdir"));
        }
    }
}
