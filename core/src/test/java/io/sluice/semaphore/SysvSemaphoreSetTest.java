package io.sluice.semaphore;

import static io.sluice.semaphore.SemaphoreOperation.awaitZero;
import static io.sluice.semaphore.SemaphoreOperation.give;
import static io.sluice.semaphore.SemaphoreOperation.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.SetRemovedException;
import io.sluice.junit.RunningProgram;
import io.sluice.sysvipc.IpcPermissions;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.SysvTestSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a set does without waiting, beside C programs that have the same one by {@code semget}. */
class SysvSemaphoreSetTest {
    private static final int GREATEST = 32_767;

    @RegisterExtension
    final SysvTestSets sets = new SysvTestSets();

    private static RunningProgram peer(SysvSemaphoreSet set) {
        RunningProgram peer = CProgram.of("sysvsem_peer").start(set.key().value());
        assertThat(peer.ask("open")).isEqualTo("opened");
        return peer;
    }

    @Test
    @Conforms({"semop01", "semctl01"})
    void permitsGoToAndFroBetweenJavaAndC() {
        SysvSemaphoreSet set = sets.create(1, 0, 3);
        try (RunningProgram peer = peer(set)) {
            assertThat(peer.ask("values")).isEqualTo("1 0 3");
            assertThat(set.tryChange(List.of(take(0, 1)))).isTrue();
            assertThat(peer.ask("op n 0:-1")).isEqualTo("none");
            assertThat(peer.ask("op n 2:-2 1:5")).isEqualTo("done");
            assertThat(set.values()).containsExactly(0, 5, 1);
            assertThat(set.tryChange(List.of(take(1, 5), give(0, 2), awaitZero(1))))
                    .isTrue();
            assertThat(peer.ask("values")).isEqualTo("2 0 1");
            assertThat(set.lastProcess(2)).isEqualTo((int) peer.pid());
            assertThat(set.lastProcess(1))
                    .isEqualTo((int) ProcessHandle.current().pid());
        }
    }

    @Test
    @Conforms("semop01")
    void severalOperationsAreAllPerformedOrNone() {
        SysvSemaphoreSet set = sets.create(1, 1, 1);
        assertThat(set.tryChange(List.of(take(0, 1), give(1, 4), take(2, 2)))).isFalse();
        assertThat(set.values()).containsExactly(1, 1, 1);
        assertThat(set.tryChange(List.of(take(0, 1), awaitZero(0), take(2, 1)))).isTrue();
        assertThat(set.values()).containsExactly(0, 1, 0);
        List<SemaphoreOperation> many = Collections.nCopies(20, give(1, 1));
        assertThat(set.tryChange(many)).isTrue();
        assertThat(set.value(1)).isEqualTo(21);
    }

    @Test
    void whatWasTakenIsGivenBackAndNothingElse() {
        SysvSemaphoreSet set = sets.create(5, 5, 0);
        List<SemaphoreOperation> taken =
                List.of(give(1, 1), take(0, 2), awaitZero(2), take(1, 3).withUndo());
        assertThat(set.tryChange(taken)).isTrue();
        assertThat(set.values()).containsExactly(3, 3, 0);
        set.giveBack(taken);
        assertThat(set.values()).containsExactly(5, 6, 0);
        set.giveBack(List.of(awaitZero(2), give(0, 1)));
        assertThat(set.values()).containsExactly(5, 6, 0);
    }

    @Test
    void whatWasTakenWithUndoIsGivenBackWithUndo() {
        SysvSemaphoreSet set = sets.create(1);
        List<SemaphoreOperation> one = List.of(take(0, 1).withUndo());
        // Given back without undo, each round would leave one more to undo, and there is a limit to that.
        for (int i = 0; i <= GREATEST + 1; i++) {
            assertThat(set.tryChange(one)).isTrue();
            set.giveBack(one);
        }
        assertThat(set.value(0)).isEqualTo(1);
    }

    @Test
    void whatWasTakenBeforeTheCloseCanBeGivenBackAfterIt() {
        SysvSemaphoreSet set = sets.create(1);
        SysvSemaphoreSet other = sets.again(set);
        List<SemaphoreOperation> one = List.of(take(0, 1));
        assertThat(set.tryChange(one)).isTrue();
        set.close();
        set.close();
        set.giveBack(one);
        assertThat(other.value(0)).isEqualTo(1);
        assertThat(set.isOpen()).isFalse();
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(() -> set.tryChange(one));
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(set::values);
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(set::remove);
    }

    @Test
    @Conforms({"semctl01", "semctl05"})
    void valuesAreSetOneByOneAndAllAtOnce() {
        SysvSemaphoreSet set = sets.create(1, 2);
        set.setValue(1, GREATEST);
        assertThat(set.values()).containsExactly(1, GREATEST);
        set.setValues(GREATEST, 0);
        assertThat(set.values()).containsExactly(GREATEST, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> set.setValue(0, GREATEST + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> set.setValues(1, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.setValues(1))
                .withMessage("the set has 2 semaphores, but there were 1 values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.value(2))
                .withMessage("index must be from 0 to 1, but was 2");
        assertThatIllegalArgumentException().isThrownBy(() -> set.setValue(-1, 0));
    }

    @Test
    @Conforms({"semget01", "semctl01", "semctl07"})
    void theStatusSaysWhoOwnsTheSetAndWhenItWasUsed() throws IOException {
        Instant before = Instant.now().minusSeconds(2);
        SysvSemaphoreSet set = sets.create(1, 2, 3);
        SysvSemaphoreStatus status = set.status();
        assertThat(status.id()).isEqualTo(set.id());
        assertThat(status.key()).isEqualTo(set.key());
        assertThat(status.size()).isEqualTo(3).isEqualTo(set.size());
        Path self = Path.of("/proc/self");
        int user = (Integer) Files.getAttribute(self, "unix:uid");
        int group = (Integer) Files.getAttribute(self, "unix:gid");
        assertThat(status.permissions()).isEqualTo(new IpcPermissions(0600, user, group, user, group));
        assertThat(status.isInitialized()).isTrue();
        assertThat(status.lastOperationTime()).isAfter(before);
        assertThat(status.changeTime()).isAfter(before);
        assertThat(SysvSemaphoreSet.list()).contains(status);
        assertThat(set.waiters(0)).isZero();
        assertThat(set.waitersForZero(0)).isZero();
    }

    /** What is undone belongs to the process: another thread may give back what one that has ended took. */
    @Test
    @Conforms("sem02")
    void theEndOfAThreadUndoesNothing() throws InterruptedException {
        SysvSemaphoreSet set = sets.create(1);
        List<SemaphoreOperation> one = List.of(take(0, 1).withUndo());
        Thread taker = new Thread(() -> set.tryChange(one), "taker");
        taker.start();
        taker.join();
        assertThat(set.value(0)).isZero();
        set.giveBack(one);
        assertThat(set.value(0)).isEqualTo(1);
    }

    @Test
    @Conforms("semctl09")
    void theListHasTheSetsThatTheKernelShows() throws IOException {
        SysvSemaphoreSet set = sets.create(0, 0);
        List<String> rows = Files.readAllLines(Path.of("/proc/sysvipc/sem"));
        assertThat(rows)
                .anySatisfy(row -> assertThat(row.trim().split(" +", -1))
                        .startsWith(Integer.toString(set.key().value()), Integer.toString(set.id()), "600", "2"));
        assertThat(SysvSemaphoreSet.list()).anySatisfy(status -> {
            assertThat(status.id()).isEqualTo(set.id());
            assertThat(status.size()).isEqualTo(2);
        });
    }

    @Test
    @Conforms("semctl01")
    void theOwnerChangesTheMode() {
        SysvSemaphoreSet set = sets.create(1);
        IpcPermissions permissions = set.status().permissions();
        set.setPermissions(permissions.withMode(0640));
        assertThat(set.status().permissions()).isEqualTo(permissions.withMode(0640));
        assertThat(set.value(0)).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> set.setPermissions(permissions.withMode(01777)));
    }

    @Test
    @Conforms({"semop02", "semctl01", "semctl03"})
    void aSetThatWasRemovedIsSaidSoByEveryCall() {
        SysvSemaphoreSet set = sets.create(1);
        SysvSemaphoreSet other = sets.again(set);
        other.remove();
        List<SemaphoreOperation> one = List.of(take(0, 1));
        assertThatExceptionOfType(SetRemovedException.class)
                .isThrownBy(() -> set.tryChange(one))
                .withMessage("semop(" + set.name()
                        + "): EINVAL, invalid argument. The semaphore set was removed, with all that was in it. A semaphore"
                        + " set that was created under the same key since then has another identifier: open it anew.");
        assertThatExceptionOfType(SetRemovedException.class).isThrownBy(() -> set.giveBack(one));
        assertThatExceptionOfType(SetRemovedException.class).isThrownBy(set::values);
        assertThatExceptionOfType(SetRemovedException.class).isThrownBy(() -> set.value(0));
        assertThatExceptionOfType(SetRemovedException.class).isThrownBy(() -> set.setValues(1));
        assertThatExceptionOfType(SetRemovedException.class).isThrownBy(() -> set.setValue(0, 1));
        assertThatExceptionOfType(SetRemovedException.class).isThrownBy(set::status);
        assertThatExceptionOfType(SetRemovedException.class).isThrownBy(set::remove);
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> SysvSemaphoreSet.openById(set.id()))
                .withMessageContaining("it was removed, or never was");
    }

    @Test
    @Conforms("semop03")
    void anIndexThatTheSetDoesNotHaveIsAnError() {
        SysvSemaphoreSet set = sets.create(1, 1);
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> set.tryChange(List.of(take(0, 1), take(2, 1))))
                .withMessageContaining("EFBIG")
                .withMessageContaining("The set has 2 semaphores, and their indexes are from 0 to 1.");
        assertThat(set.values()).containsExactly(1, 1);
    }

    @Test
    void aValueOverTheGreatestOneIsAnError() {
        SysvSemaphoreSet set = sets.create(GREATEST);
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> set.tryChange(List.of(give(0, 1))))
                .withMessageContaining("ERANGE")
                .withMessageContaining("SEMVMX = 32767");
        assertThatExceptionOfType(ErrnoException.class).isThrownBy(() -> set.giveBack(List.of(take(0, 1))));
    }

    @Test
    @Conforms("semop02")
    void moreOperationsThanTheLimitAreRefusedAndTheLimitNamed() {
        SysvSemaphoreSet set = sets.create(0);
        int limit = SysvSemaphoreLimits.read().maxOperations();
        assertThat(set.tryChange(Collections.nCopies(limit, give(0, 1)))).isTrue();
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> set.tryChange(Collections.nCopies(limit + 1, give(0, 1))))
                .withMessageContaining("E2BIG")
                .withMessageContaining(
                        "There are " + (limit + 1) + " operations, and one call may have SEMOPM = " + limit);
        assertThat(set.value(0)).isEqualTo(limit);
        assertThatIllegalArgumentException().isThrownBy(() -> set.tryChange(List.of()));
    }

    @Test
    void whatWouldHaveToBeUndoneIsLimitedToo() {
        SysvSemaphoreSet set = sets.create(0);
        List<SemaphoreOperation> more = List.of(give(0, GREATEST).withUndo());
        assertThat(set.tryChange(more)).isTrue();
        assertThat(set.tryChange(List.of(take(0, GREATEST)))).isTrue();
        assertThat(set.tryChange(List.of(give(0, 1).withUndo()))).isTrue();
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> set.tryChange(List.of(give(0, 1).withUndo())))
                .withMessageContaining("ERANGE")
                .withMessageContaining("undone");
    }

    @Test
    void anOperationSaysWhatItMayBe() {
        assertThat(take(2, 3)).isEqualTo(new SemaphoreOperation(2, -3, false));
        assertThat(give(2, 3).withUndo()).isEqualTo(new SemaphoreOperation(2, 3, true));
        assertThat(awaitZero(1)).isEqualTo(new SemaphoreOperation(1, 0, false));
        for (int bad : new int[] {0, -1, GREATEST + 1, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException().isThrownBy(() -> take(0, bad));
            assertThatIllegalArgumentException().isThrownBy(() -> give(0, bad));
        }
        for (int bad : new int[] {-1, 65_536}) {
            assertThatIllegalArgumentException().isThrownBy(() -> awaitZero(bad));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new SemaphoreOperation(0, -GREATEST - 1, false));
    }

    @Test
    void theLimitsAreThoseOfTheKernel() throws IOException {
        String[] words =
                Files.readAllLines(Path.of("/proc/sys/kernel/sem")).get(0).split("\\s+", -1);
        int[] expected =
                IntStream.range(0, 4).map(i -> Integer.parseInt(words[i])).toArray();
        SysvSemaphoreLimits limits = SysvSemaphoreLimits.read();
        assertThat(new int[] {limits.maxSetSize(), limits.maxSemaphores(), limits.maxOperations(), limits.maxSets()})
                .isEqualTo(expected);
        assertThat(limits.maxValue()).isEqualTo(GREATEST);
    }

    @Test
    void aPrivateSetIsOpenedByItsIdentifierAlone() {
        SysvSemaphoreSet set = sets.createPrivate(4);
        assertThat(set.name()).isEqualTo("set " + set.id());
        assertThat(sets.again(set).value(0)).isEqualTo(4);
        set.remove();
    }
}
