package io.sluice.sharedmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.testing.Conforms;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which names shared memory may have, and which permissions. */
class SharedMemoryNameTest {
    private static final int LONGEST = 255;

    private static void assertRefused(String name, String rule) {
        for (Runnable call : List.<Runnable>of(() -> SharedMemory.builder(name), () -> SharedMemory.unlink(name))) {
            assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(rule);
        }
    }

    @Test
    @Conforms("shm_open 6-1")
    void aNameBeginsWithASlash() {
        assertRefused("prices", "must begin with a slash, as in /prices");
    }

    @Test
    @Conforms("shm_open 7-1")
    void aNameHasNoFurtherSlash() {
        assertRefused("/prices/today", "must have no second slash");
        assertRefused("//prices", "must have no second slash");
        assertRefused("/prices/", "must have no second slash");
    }

    @Test
    @Conforms({"shm_open 4-1", "shm_open 37-1"})
    void whatIsNoNameOfAFileIsRefused() {
        assertRefused("", "must not be empty");
        assertRefused("/", "at least one character behind the slash");
        assertRefused("/.", "must not be . or ..");
        assertRefused("/..", "must not be . or ..");
        assertRefused("/a\0b", "must not contain a NUL character");
    }

    @Test
    @Conforms({"shm_open 4-1", "shm_open 39-1", "shm_open 39-2", "shm_unlink 10-1", "shm_unlink 10-2"})
    void aNameHasAsManyBytesAsThatOfAFile() throws IOException {
        String longest = TestQueues.PREFIX + "x".repeat(LONGEST + 1 - TestQueues.PREFIX.length());
        Files.deleteIfExists(Path.of("/dev/shm" + longest));
        try (SharedMemory shared = SharedMemory.builder(longest).size(8).create()) {
            shared.memory().setInt(0, 4);
            assertThat(SharedMemory.list()).contains(longest);
        } finally {
            SharedMemory.unlink(longest);
        }
        assertRefused(longest + "x", "must have no more than 255 bytes behind the slash, and has 256");
        assertRefused("/" + "x".repeat(5000), "and has 5000");
    }

    @Test
    @Conforms("shm_open 37-1")
    void unusualCharactersAreFine() {
        String name = TestQueues.PREFIX + "$#\n@\t,~} öß";
        try (SharedMemory shared = SharedMemory.builder(name).size(8).create()) {
            assertThat(shared.name()).isEqualTo(name);
            assertThat(SharedMemory.list()).contains(name);
        } finally {
            SharedMemory.unlink(name);
        }
    }

    @Test
    @Conforms("shm_open 19-1")
    void aModeHasPermissionsAlone() {
        SharedMemoryBuilder builder = SharedMemory.builder("/prices");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.mode(01000));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.mode(-1));
    }
}
