package io.sluice.lock;

import static io.sluice.lock.LockMode.EXCLUSIVE;
import static io.sluice.lock.LockMode.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.BlockedThreads;
import io.sluice.testing.Conforms;
import io.sluice.testing.RecordedWait;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a lock when the same handle locks or unlocks some of its bytes, as others see it. */
class LockPartsTest {
    private static final LockRange WHOLE = LockRange.whole();

    @TempDir
    Path folder;

    private LockFile open(LockKind kind) {
        return LockFile.open(folder.resolve("lock"), LockFileOptions.create().kind(kind));
    }

    private static List<String> locksSeenBy(LockFile other) {
        return other.holders().stream()
                .map(holder -> holder.mode() + " " + holder.range().from() + "+"
                        + holder.range().length())
                .sorted()
                .toList();
    }

    private static List<String> locks(String expected) {
        return Stream.of(expected.split(", ", -1)).sorted().toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SHARED    | 5 | 5 | SHARED 10+10",
                "SHARED    | 5 | 6 | SHARED 11+9",
                "SHARED    | 5 | 8 | SHARED 13+7",
                "SHARED    | 13 | 5 | SHARED 10+3, SHARED 18+2",
                "SHARED    | 15 | 9 | SHARED 10+5",
                "SHARED    | 19 | 5 | SHARED 10+9",
                "SHARED    | 20 | 0 | SHARED 10+10",
                "EXCLUSIVE | 5 | 5 | EXCLUSIVE 10+10",
                "EXCLUSIVE | 5 | 6 | EXCLUSIVE 11+9",
                "EXCLUSIVE | 13 | 5 | EXCLUSIVE 10+3, EXCLUSIVE 18+2",
                "EXCLUSIVE | 15 | 9 | EXCLUSIVE 10+5",
                "EXCLUSIVE | 20 | 0 | EXCLUSIVE 10+10"
            })
    @Conforms({"fcntl19", "fcntl20"})
    void onlyTheBytesThatAreUnlockedAreFree(LockMode mode, long from, long length, String expected) {
        try (LockFile file = open(LockKind.OFD);
                LockFile other = open(LockKind.OFD)) {
            assertThat(file.tryLock(mode, LockRange.of(10, 10))).isTrue();
            file.unlock(LockRange.of(from, length));
            assertThat(locksSeenBy(other)).isEqualTo(locks(expected));
            file.unlock(WHOLE);
            assertThat(locksSeenBy(other)).isEmpty();
            assertThat(other.holder(EXCLUSIVE, WHOLE)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SHARED    | EXCLUSIVE | 1 | 5 | EXCLUSIVE 1+5, SHARED 10+10",
                "SHARED    | EXCLUSIVE | 5 | 5 | EXCLUSIVE 5+5, SHARED 10+10",
                "SHARED    | EXCLUSIVE | 5 | 8 | EXCLUSIVE 5+8, SHARED 13+7",
                "SHARED    | EXCLUSIVE | 13 | 5 | SHARED 10+3, EXCLUSIVE 13+5, SHARED 18+2",
                "SHARED    | EXCLUSIVE | 19 | 5 | SHARED 10+9, EXCLUSIVE 19+5",
                "SHARED    | EXCLUSIVE | 20 | 0 | SHARED 10+10, EXCLUSIVE 20+0",
                "EXCLUSIVE | SHARED    | 5 | 8 | SHARED 5+8, EXCLUSIVE 13+7",
                "EXCLUSIVE | SHARED    | 13 | 5 | EXCLUSIVE 10+3, SHARED 13+5, EXCLUSIVE 18+2",
                "EXCLUSIVE | SHARED    | 0 | 0 | SHARED 0+0",
                "SHARED    | SHARED    | 5 | 5 | SHARED 5+15",
                "EXCLUSIVE | EXCLUSIVE | 15 | 9 | EXCLUSIVE 10+14"
            })
    @Conforms({"fcntl11", "fcntl21"})
    void theBytesThatAreLockedAgainHaveTheNewMode(
            LockMode before, LockMode after, long from, long length, String expected) {
        try (LockFile file = open(LockKind.OFD);
                LockFile other = open(LockKind.OFD)) {
            assertThat(file.tryLock(before, LockRange.of(10, 10))).isTrue();
            assertThat(file.tryLock(after, LockRange.of(from, length))).isTrue();
            assertThat(locksSeenBy(other)).isEqualTo(locks(expected));
        }
    }

    @Test
    @Conforms("fcntl16")
    void whoWaitsForSomeOfTheBytesGoesOnWhenTheyAreFreeOrShared() {
        try (LockFile file = open(LockKind.OFD);
                LockFile unlocked = open(LockKind.OFD);
                LockFile shared = open(LockKind.OFD);
                LockFile still = open(LockKind.OFD)) {
            assertThat(file.tryLock(EXCLUSIVE, WHOLE)).isTrue();
            RecordedWait<Void> ofUnlocked = wait(unlocked, LockRange.of(2, 3));
            RecordedWait<Void> ofShared = wait(shared, LockRange.of(6, 3));
            RecordedWait<Void> ofStill = wait(still, LockRange.of(8, 3));
            BlockedThreads.await(3);
            file.unlock(LockRange.of(2, 3));
            assertThat(ofUnlocked.await().wasDone()).isTrue();
            assertThat(file.tryLock(SHARED, LockRange.of(5, 5))).isTrue();
            assertThat(ofShared.await().wasDone()).isTrue();
            BlockedThreads.await(1);
            assertThat(ofStill.hasEnded()).as("byte 10 is locked").isFalse();
            file.unlock(LockRange.of(10, 1));
            assertThat(ofStill.await().wasDone()).isTrue();
        }
    }

    private static RecordedWait<Void> wait(LockFile file, LockRange range) {
        RecordedWait<Void> wait = new RecordedWait<>();
        file.blockingLock(SHARED, range, wait);
        return wait;
    }

    @ParameterizedTest
    @EnumSource(names = {"OFD", "FLOCK"})
    @Conforms("fcntl15")
    void theCloseOfAnotherHandleLeavesTheLocksOfThisOne(LockKind kind) {
        try (LockFile file = open(kind);
                LockFile other = open(kind)) {
            assertThat(file.tryLock(EXCLUSIVE, WHOLE)).isTrue();
            for (LockFile each : Arrays.asList(open(kind), file.reopen())) {
                each.close();
                assertThat(other.tryLock(SHARED, WHOLE)).isFalse();
            }
        }
    }
}
