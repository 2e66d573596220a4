package io.sluice.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package, installed below a folder of the test by dpkg itself. */
class DebianPackageIT {
    @TempDir
    private Path scratch;

    private Path root;

    @BeforeEach
    void prepareRoot() throws IOException {
        assumeTrue(Installed.has("dpkg") && Installed.has("dpkg-deb"), "there is no dpkg");
        root = Files.createDirectory(scratch.resolve("root"));
        Path state = Files.createDirectories(root.resolve("var/lib/dpkg"));
        Files.createDirectory(state.resolve("info"));
        Files.createDirectory(state.resolve("updates"));
        Files.createFile(state.resolve("status"));
    }

    /** No Java is installed below that root, and the user need not be root. */
    private void dpkg(String... action) throws IOException {
        Installed.succeed(Stream.concat(
                        Stream.of(
                                "dpkg",
                                "--root=" + root,
                                "--log=/dev/null",
                                "--force-depends",
                                "--force-not-root",
                                "--force-bad-path"),
                        Stream.of(action))
                .toArray(String[]::new));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> !Files.isDirectory(file))
                    .map(file -> "/" + root.relativize(file))
                    .filter(file -> !file.startsWith("/var/lib/dpkg/"))
                    .toList();
        }
    }

    @Test
    void itIsInstalledRunsAndIsRemovedWithAllItsFiles() throws IOException {
        dpkg("--install", Installed.builtPackage("deb").toString());
        assertThat(files())
                .contains(
                        "/usr/bin/sluice",
                        "/usr/share/man/man1/sluice.1.gz",
                        "/usr/share/man/man1/sluice-mq-info.1.gz",
                        "/usr/share/bash-completion/completions/sluice",
                        "/usr/share/zsh/vendor-completions/_sluice",
                        "/usr/share/doc/sluice/copyright")
                .allMatch(file -> file.startsWith("/usr/"));

        Installed sluice = new Installed(root.resolve("usr/bin/sluice"), scratch);
        Installed.Exit exit = sluice.with("SLUICE_CLASS_ARCHIVE", "off").run("--version");
        exit.assertDone();
        assertThat(exit.output()).startsWith("sluice ");

        dpkg("--purge", "sluice");
        assertThat(files()).isEmpty();
        assertThat(root.resolve("usr")).doesNotExist();
    }

    @Test
    void itNeedsAJavaAndNothingElse() throws IOException {
        String deb = Installed.builtPackage("deb").toString();
        assertThat(Installed.succeed("dpkg-deb", "--field", deb, "Depends", "Architecture"))
                .isEqualTo("""
                        Depends: default-jre-headless (>= 2:1.17) | java17-runtime-headless
                        Architecture: all
                        """);
        assertThat(Installed.succeed("dpkg-deb", "--contents", deb).lines())
                .allMatch(line -> line.contains(" root/root "))
                .filteredOn(line -> line.startsWith("-"))
                .allMatch(line -> line.startsWith(line.endsWith("/bin/sluice") ? "-rwxr-xr-x" : "-rw-r--r--"));
    }
}
