package io.sluice.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.testing.Bounds;
import io.sluice.testing.LongTest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes: it makes commands start faster, and nothing else that it may be changes what they do. */
class ClassArchiveIT {
    @TempDir
    private static Path installation;

    /** Made once: it fits the installation, wherever it is. */
    private static Path made;

    @TempDir
    private Path scratch;

    private Installed sluice;
    private Path archive;

    @BeforeAll
    static void makeArchive() throws IOException {
        // JDK 17 takes no class from an archive where the path of the jar has a space.
        made = Installed.unpacked(installation, "sluice").archived();
    }

    @BeforeEach
    void copyArchive() throws IOException {
        sluice = new Installed(installation.resolve("sluice/bin/sluice"), scratch);
        Files.createDirectories(sluice.cache());
        archive = Files.copy(made, sluice.cache().resolve(made.getFileName()));
    }

    private void assertWorks() {
        Installed.Exit exit = sluice.run("--version");
        exit.assertDone();
        assertThat(exit.output()).startsWith("sluice ").contains("\nJDK: ");
    }

    @Test
    void classesComeFromTheArchiveThatWasMade() throws IOException {
        Path log = scratch.resolve("classes");
        sluice.with("SLUICE_JAVA_OPTIONS", "-Xlog:class+load:file=" + log).run("mq", "list");
        try (Stream<String> lines = Files.lines(log)) {
            assertThat(lines.filter(line -> line.contains(" io.sluice.") && line.contains("shared objects file")))
                    .hasSizeGreaterThan(50);
        }
    }

    @Test
    void whateverTheArchiveContainsTheCommandWorksAndSaysNothingOfIt() throws IOException {
        byte[] whole = Files.readAllBytes(archive);
        byte[] flipped = whole.clone();
        for (int i = 10_000; i < flipped.length; i += 5_000) {
            flipped[i] ^= 0x55;
        }
        byte[] other = new byte[whole.length];
        Arrays.fill(other, (byte) 'x');
        for (byte[] bytes : List.of(flipped, other)) {
            Files.delete(archive);
            Files.write(archive, bytes);
            assertWorks();
        }
    }

    @Test
    @LongTest
    void anArchiveThatIsNotWholeIsMadeAgain() throws IOException {
        byte[] whole = Files.readAllBytes(archive);
        Files.delete(archive);
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
        Path again = sluice.archived();
        assertThat(again).hasSize(Long.parseLong(again.toString().replaceFirst(".*\\.(\\d+)\\.jsa", "$1")));
    }

    @Test
    @LongTest
    void anotherBuildHasAnArchiveOfItsOwnAndOfManyFirstStartsAtOnceOneMakesIt() throws IOException {
        Path other = installation.resolve("another");
        Installed.succeed("cp", "-R", installation.resolve("sluice").toString(), other.toString());
        Files.writeString(other.resolve("lib/build"), "another\n");
        sluice = new Installed(other.resolve("bin/sluice"), scratch);
        List<Installed.Running> commands = Stream.generate(() -> sluice.start(sluice.launcher(), "--version"))
                .limit(4)
                .toList();
        commands.forEach(command -> command.awaitExit().assertDone());
        Bounds.await("the archive")
                .atMost(Installed.LONG)
                .untilAsserted(() -> assertThat(sluice.cached())
                        .hasSize(2)
                        .contains(archive)
                        .allMatch(file -> file.toString().endsWith(".jsa")));
    }

    @Test
    void whoMakesTheArchiveBehindACommandKeepsNoFileOfTheCaller() throws IOException {
        Files.delete(archive);
        Path tools = Files.createDirectories(scratch.resolve("tools"));
        Path mayGoOn = scratch.resolve("may-go-on");
        Installed.succeed("mkfifo", mayGoOn.toString());
        Path nice = Files.writeString(tools.resolve("nice"), "#!/bin/sh\nread -r _ <'" + mayGoOn + "'\n");
        assertThat(nice.toFile().setExecutable(true)).isTrue();
        sluice.with("PATH", tools + ":" + System.getenv("PATH"));
        // The pipe of such a variable ends when nobody has it open for writing.
        String caller = "for fd in 3 6 9; do out=$(eval \"'" + sluice.launcher()
                + "' --version $fd>&1 >'/dev/null'\"); done; echo ended";
        try (RandomAccessFile whoeverReads = new RandomAccessFile(mayGoOn.toFile(), "rw")) {
            Installed.Exit exit = sluice.start(Path.of("/bin/sh"), "-c", caller).awaitExit();
            assertThat(exit.output()).isEqualTo("ended\n");
            Bounds.await("who makes it")
                    .untilAsserted(() -> assertThat(sluice.cached())
                            .singleElement()
                            .asString()
                            .endsWith(".making"));
            whoeverReads.writeBytes("\n\n\n"); // each command may have its own, if the next one begins late
            Bounds.await("the end of who makes it").until(() -> sluice.cached().isEmpty());
        }
    }

    @Test
    @LongTest
    void whereThereIsNoPlaceForItTheCommandWorksWithout() throws IOException {
        for (String home : List.of("/proc/self/fd", "/dev/null", "/nowhere", "")) {
            sluice.with("HOME", home);
            assertWorks();
        }
        sluice.without("HOME");
        assertWorks();
        sluice.with("XDG_CACHE_HOME", "a/relative/path");
        assertWorks();
        assertThat(sluice.cached()).containsExactly(archive);
    }

    @Test
    @LongTest
    void nothingIsMadeOrUsedBelowTheHomeOfAnotherUser() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root gives files away");
        giveToNobody(sluice.home());
        Files.delete(archive);
        sluice.with("SLUICE_CLASS_ARCHIVE", "now");
        assertWorks();
        assertThat(sluice.cached()).isEmpty();
    }

    @Test
    @LongTest
    void anArchiveThatAnotherUserHasMadeIsNotUsed() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root gives files away");
        giveToNobody(archive);
        Path log = scratch.resolve("classes");
        sluice.with("SLUICE_CLASS_ARCHIVE", "auto").with("SLUICE_JAVA_OPTIONS", "-Xlog:class+load:file=" + log);
        Files.createDirectory(Path.of(archive.toString().replaceFirst("\\.\\d+\\.jsa$", ".making")));
        assertWorks();
        try (Stream<String> lines = Files.lines(log)) {
            assertThat(lines.filter(line -> line.contains(" io.sluice.") && line.contains("shared objects file")))
                    .isEmpty();
        }
    }

    private static void giveToNobody(Path file) throws IOException {
        Files.setOwner(
                file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    }
}
