package io.sluice.reactor.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sluice.lock.LockFile;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of one lock where several upgrades of it are under way. */
class HeldModeTest {
    private static final LockRange WHOLE = LockRange.whole();

    @TempDir
    Path folder;

    private final HeldMode mode = new HeldMode(LockMode.SHARED, WHOLE);
    private LockFile file;
    private LockFile rival;

    @BeforeEach
    void lock() {
        file = LockFile.open(folder.resolve("lock"));
        rival = file.reopen();
        assertThat(file.tryLock(LockMode.SHARED, WHOLE)).isTrue();
    }

    @AfterEach
    void close() {
        file.close();
        rival.close();
    }

    private void assertExclusive() {
        assertThat(mode.get()).isEqualTo(LockMode.EXCLUSIVE);
        assertThat(rival.tryLock(LockMode.SHARED, WHOLE)).isFalse();
    }

    private void assertShared() {
        assertThat(mode.get()).isEqualTo(LockMode.SHARED);
        assertThat(rival.tryLock(LockMode.SHARED, WHOLE)).isTrue();
        assertThat(rival.tryLock(LockMode.EXCLUSIVE, WHOLE)).isFalse();
    }

    @Test
    void anUpgradeIsUnknownToTheHolderUntilItIsDelivered() {
        assertThat(mode.tryBeginUpgrade(file)).isTrue();
        assertThat(mode.get()).isEqualTo(LockMode.SHARED);
        mode.upgraded();
        assertExclusive();
    }

    @Test
    void whatIsGivenUpIsSharedAgain() {
        assertThat(mode.tryBeginUpgrade(file)).isTrue();
        mode.giveUp(file);
        assertShared();
    }

    @Test
    void whatIsGivenUpStaysExclusiveForAnotherOneThatWasDelivered() {
        assertThat(mode.tryBeginUpgrade(file)).isTrue();
        assertThat(mode.tryBeginUpgrade(file)).isTrue();
        mode.upgraded();
        mode.giveUp(file);
        assertExclusive();
    }

    @Test
    void whatIsGivenUpStaysExclusiveForAnotherOneThatIsToBeDelivered() {
        assertThat(mode.tryBeginUpgrade(file)).isTrue();
        mode.beginUpgrade();
        mode.giveUp(file);
        mode.upgraded();
        assertExclusive();
    }

    @Test
    void theLastOneThatEndsMakesItShared() {
        mode.beginUpgrade();
        assertThat(mode.tryBeginUpgrade(file)).isTrue();
        mode.giveUp(file);
        mode.notUpgraded(file);
        assertShared();
    }

    @Test
    void whatIsGivenUpStaysExclusiveForAHolderWhoTriedMeanwhile() {
        assertThat(mode.tryBeginUpgrade(file)).isTrue();
        assertThat(mode.tryUpgrade(file)).isTrue();
        mode.giveUp(file);
        assertExclusive();
    }

    @Test
    void aDowngradeBesideAnUpgradeComesBeforeIt() {
        assertThat(mode.tryUpgrade(file)).isTrue();
        assertThat(mode.tryBeginUpgrade(file)).isTrue();
        mode.downgrade(file);
        assertThat(mode.get()).isEqualTo(LockMode.SHARED);
        mode.upgraded();
        assertExclusive();
        mode.downgrade(file);
        assertShared();
    }

    @Test
    void aDowngradeBesideAnUpgradeThatIsGivenUpHolds() {
        assertThat(mode.tryUpgrade(file)).isTrue();
        assertThat(mode.tryBeginUpgrade(file)).isTrue();
        mode.downgrade(file);
        mode.giveUp(file);
        assertShared();
    }

    @Test
    void anUpgradeThatIsRefusedIsNotUnderWay() {
        assertThat(rival.tryLock(LockMode.SHARED, WHOLE)).isTrue();
        assertThat(mode.tryBeginUpgrade(file)).isFalse();
        rival.unlock(WHOLE);
        assertThat(mode.tryUpgrade(file)).isTrue();
        mode.downgrade(file);
        assertShared();
    }

    @Test
    void nothingIsLeftToGiveUpBehindTheRelease() {
        assertThat(mode.tryBeginUpgrade(file)).isTrue();
        file.close();
        assertThatCode(() -> mode.giveUp(file)).doesNotThrowAnyException();
        assertThat(rival.tryLock(LockMode.EXCLUSIVE, WHOLE)).isTrue();
    }
}
