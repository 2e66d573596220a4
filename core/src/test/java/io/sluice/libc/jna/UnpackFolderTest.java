package io.sluice.libc.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackFolderTest {
    private static final int NOBODY = 65_534;

    @TempDir
    Path place;

    @TempDir
    Path elsewhere;

    @Test
    void nobodyElseMayEnterIt() throws IOException {
        Path folder = UnpackFolder.privateFolderIn(place.resolve("not").resolve("there"));
        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(folder.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aSharedPlaceWillDoWhereOnlyTheOwnerMovesAFolder() throws IOException {
        mode(place, 01777);
        assertThat(UnpackFolder.privateFolderIn(place)).isDirectory();
    }

    @Test
    void aPlaceWhereOthersMoveFoldersIsRefusedAndLeftEmpty() throws IOException {
        mode(place, 0777);
        assertRefused(place, place + " may be written to by other users, and is not sticky");
        mode(place, 0770);
        assertRefused(place, place + " may be written to by other users, and is not sticky");
    }

    @Test
    void soIsOneBelowSuchAPlaceAndOneThatALinkLeadsTo() throws IOException {
        mode(place, 0777);
        Path below = Files.createDirectory(place.resolve("below"));
        assertRefused(below, place + " may be written to by other users");
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), below);
        assertRefused(link, place + " may be written to by other users");
    }

    @Test
    void anotherUsersPlaceIsRefused() throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can give a folder away");
        Files.setAttribute(place, "unix:uid", NOBODY);
        assertRefused(place, place + " belongs to another user, with the id " + NOBODY);
    }

    private static void assertRefused(Path place, String reason) throws IOException {
        assertThatIOException()
                .isThrownBy(() -> UnpackFolder.privateFolderIn(place))
                .withMessageContaining(reason);
        try (Stream<Path> left = Files.list(place)) {
            assertThat(left.filter(Files::isDirectory)
                            .filter(path -> path.getFileName().toString().startsWith("sluice-jna-")))
                    .isEmpty();
        }
    }

    private static void mode(Path path, int mode) throws IOException {
        Files.setAttribute(path, "unix:mode", mode);
    }
}
