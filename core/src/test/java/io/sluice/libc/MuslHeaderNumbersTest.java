package io.sluice.libc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The numbers against the headers of musl, where they are installed. The programs run on the C library of this machine: they only print. */
class MuslHeaderNumbersTest extends HeaderNumbersContract {
    @TempDir
    static Path links;

    private static CHeaders musl;

    MuslHeaderNumbersTest() {
        super(musl);
    }

    @BeforeAll
    static void findThem() throws IOException {
        musl = CHeaders.ofMusl(links);
    }

    /** Left to the extension, the deletion of links is a warning in the log. */
    @AfterAll
    static void removeTheLinks() throws IOException {
        for (String link : CHeaders.PARTS_OF_THE_KERNELS) {
            Files.deleteIfExists(links.resolve(link));
        }
    }
}
