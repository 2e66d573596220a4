package io.sluice.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.testing.Conforms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges of bytes, and which of them have a byte in common. */
class LockRangeTest {
    private static final String GREATEST = "9223372036854775807";

    @ParameterizedTest
    @CsvSource({
        "0, 10, 10, 10, false",
        "0, 11, 10, 10, true",
        "10, 10, 0, 10, false",
        "5, 1, 0, 10, true",
        "0, 0, 1000, 1, true",
        "1000, 0, 0, 1000, false",
        "1000, 0, 0, 1001, true",
        GREATEST + ", 1, 0, 0, true",
        GREATEST + ", 0, 0, " + GREATEST + ", false",
        "0, " + GREATEST + ", 1, 0, true"
    })
    @Conforms("fcntl14")
    void rangesOverlapWhereTheyHaveAByteInCommon(long from, long length, long otherFrom, long other, boolean overlap) {
        LockRange first = LockRange.of(from, length);
        LockRange second = LockRange.of(otherFrom, other);
        assertThat(first.overlaps(second)).isEqualTo(overlap);
        assertThat(second.overlaps(first)).isEqualTo(overlap);
    }

    @Test
    void aRangeThatReachesTheGreatestOffsetIsOneToTheEnd() {
        assertThat(LockRange.of(1, Long.MAX_VALUE)).isEqualTo(LockRange.startingAt(1));
        assertThat(LockRange.of(Long.MAX_VALUE, 1)).isEqualTo(LockRange.startingAt(Long.MAX_VALUE));
        assertThat(LockRange.of(0, Long.MAX_VALUE).isToEnd()).isFalse();
        assertThat(LockRange.of(0, 0)).isEqualTo(LockRange.whole());
        assertThat(LockRange.startingAt(1).isWhole()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "0, -1", "2, " + GREATEST, GREATEST + ", 2"})
    void aRangeThatTheKernelDoesNotHaveIsRefused(long from, long length) {
        assertThatIllegalArgumentException().isThrownBy(() -> LockRange.of(from, length));
    }

    @Test
    void aRangeIsNamedByItsBytes() {
        assertThat(LockRange.whole()).hasToString("the whole file");
        assertThat(LockRange.startingAt(7)).hasToString("byte 7 to the end");
        assertThat(LockRange.of(0, 512)).hasToString("bytes 0 to 511");
        assertThat(LockRange.of(3, 1)).hasToString("byte 3");
    }
}
