package io.sluice.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The kernel's lines about locks, as kernels have written them. */
class LockLineTest {
    private static Stream<LockLine> parsed(String line) {
        return LockLine.parsed(Stream.of(line));
    }

    @Test
    void linesOfBothListsAreRead() {
        assertThat(parsed("3: OFDLCK ADVISORY  WRITE -1 fe:00:2146363 10 14"))
                .containsExactly(
                        new LockLine(LockKind.OFD, LockMode.EXCLUSIVE, -1, "fe:00:2146363", LockRange.of(10, 5)));
        assertThat(parsed("lock:\t1: FLOCK  ADVISORY  READ 21359 fe:00:2146363 0 EOF"))
                .containsExactly(
                        new LockLine(LockKind.FLOCK, LockMode.SHARED, 21359, "fe:00:2146363", LockRange.whole()));
        assertThat(parsed("2: POSIX  ADVISORY  READ 21359 00:1b:329 100 EOF"))
                .containsExactly(
                        new LockLine(LockKind.CLASSIC, LockMode.SHARED, 21359, "00:1b:329", LockRange.startingAt(100)));
    }

    @Test
    void whatIsNoLockIsLeftOut() {
        assertThat(parsed("1: -> POSIX  ADVISORY  WRITE 4 fe:00:1 0 EOF")).isEmpty();
        assertThat(parsed("1:  -> FLOCK  ADVISORY  WRITE 4 fe:00:1 0 EOF")).isEmpty();
        assertThat(parsed("1: LEASE  ACTIVE    READ 4 fe:00:1 0 EOF")).isEmpty();
        assertThat(parsed("mnt_id:\t27")).isEmpty();
    }
}
