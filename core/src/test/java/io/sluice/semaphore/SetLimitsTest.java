package io.sluice.semaphore;

import static io.sluice.semaphore.SemaphoreOperation.awaitZero;
import static io.sluice.semaphore.SemaphoreOperation.give;
import static io.sluice.semaphore.SemaphoreOperation.take;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.Libc;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvipc.IpcPermissions;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import io.sluice.testing.SysvTestSets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a user may not do with a set, and what an IPC namespace has no room for: each says so. */
class SetLimitsTest {
    /** SEMMSL, SEMMNS, SEMOPM and SEMMNI of a namespace of its own. */
    private static final String FEW_OF_ALL = "echo 3 5 2 2 > /proc/sys/kernel/sem";

    @RegisterExtension
    final SysvTestSets sets = new SysvTestSets();

    private static String output(ForkedJvm jvm, Class<?> main, Object... arguments) {
        try (RunningProgram process = jvm.start(main, arguments)) {
            RunningProgram.Exit exit = process.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
            return exit.output();
        }
    }

    @Test
    @Conforms({"semget05", "semget06"})
    void theLimitsOfANamespaceAreNamed() {
        ForkedJvm jvm = new ForkedJvm().inNamespaces(Programs.unshare("--ipc"), FEW_OF_ALL);
        assertThat(output(jvm, InANamespace.class))
                .contains("too large: semget(key IPC_PRIVATE): EINVAL, invalid argument. A set may have SEMMSL = 3"
                        + " semaphores, and this one was to have 4: ask for fewer, or raise the limit as root"
                        + " (sysctl -w kernel.sem='SEMMSL SEMMNS SEMOPM SEMMNI';")
                .contains("too many operations: semop(set ")
                .contains("There are 3 operations, and one call may have SEMOPM = 2:")
                .contains(
                        "too many semaphores: semget(key IPC_PRIVATE): ENOSPC, no space left. This IPC namespace has 1"
                                + " semaphore sets of SEMMNI = 2, and 3 semaphores of SEMMNS = 5, and this set was to have 3:")
                .contains("too many sets: semget(key IPC_PRIVATE): ENOSPC, no space left. This IPC namespace has 2"
                        + " semaphore sets of SEMMNI = 2, and 4 semaphores of SEMMNS = 5,");
    }

    /** Its sets go with its namespace. */
    static final class InANamespace {
        private InANamespace() {}

        public static void main(String[] arguments) {
            say("too large", () -> create(0, 0, 0, 0));
            SysvSemaphoreSet set = create(0, 0, 0);
            say("too many operations", () -> set.tryChange(List.of(give(0, 1), give(1, 1), give(2, 1))));
            say("too many semaphores", () -> create(0, 0, 0));
            create(0);
            say("too many sets", () -> create(0));
        }

        private static SysvSemaphoreSet create(int... values) {
            return SysvSemaphoreSet.builder(IpcKey.PRIVATE).values(values).create();
        }
    }

    @Test
    @Conforms({"semget02", "semop02", "semctl02", "semctl04", "semctl09"})
    void anotherUsersSetIsOutOfReach(@TempDir Path folder) {
        SysvSemaphoreSet set = sets.closing(
                SysvSemaphoreSet.builder(sets.key()).values(0, 1).mode(0604).create());
        ForkedJvm jvm = new ForkedJvm().asNobody(folder, OfAnotherUser.class, Libc.class, Native.class);
        assertThat(output(jvm, OfAnotherUser.class, set.key().value()))
                .contains("open: semget(key " + set.key() + "): EACCES")
                .contains("The semaphore set's mode and owner do not let this user open it so: 'ipcs -s' shows them")
                .contains("open for reading: 2")
                .contains("values: 1")
                .contains("await zero: true")
                .contains("take: semop(" + set.name() + "): EACCES")
                .contains("set value: semctl SETVAL(" + set.name() + "): EACCES")
                .contains("set permissions: semctl IPC_SET(" + set.name() + "): EPERM")
                .contains("remove: semctl IPC_RMID(" + set.name() + "): EPERM");
        set.setPermissions(set.status().permissions().withMode(0600));
        assertThat(output(jvm, OfAnotherUser.class, set.key().value()))
                .contains("open for reading: semget(key " + set.key() + "): EACCES")
                .contains("values: semctl GETALL(" + set.name() + "): EACCES")
                .contains("status: semctl IPC_STAT(" + set.name() + "): EACCES");
        assertThat(set.values()).containsExactly(0, 1);
    }

    /** Tries what another user may not do. */
    static final class OfAnotherUser {
        private OfAnotherUser() {}

        public static void main(String[] arguments) {
            IpcKey key = IpcKey.of(Integer.parseInt(arguments[0]));
            say("open", () -> SysvSemaphoreSet.open(key));
            say(
                    "open for reading",
                    () -> SysvSemaphoreSet.builder(key).readOnly().open().size());
            int id = SysvSemaphoreSet.list().stream()
                    .filter(each -> each.key().equals(key))
                    .findFirst()
                    .orElseThrow()
                    .id();
            try (SysvSemaphoreSet set = SysvSemaphoreSet.openById(id)) {
                say("values", () -> set.values()[1]);
                say("status", set::status);
                say("await zero", () -> set.tryChange(List.of(awaitZero(0))));
                say("take", () -> set.tryChange(List.of(take(1, 1))));
                say("set value", () -> {
                    set.setValue(0, 1);
                    return "done";
                });
                say("set permissions", () -> {
                    set.setPermissions(new IpcPermissions(0666, 0, 0, 0, 0));
                    return "done";
                });
                say("remove", () -> {
                    set.remove();
                    return "done";
                });
            }
        }
    }

    private interface Attempt {
        Object make();
    }

    private static void say(String what, Attempt attempt) {
        try {
            System.out.println(what + ": " + attempt.make());
        } catch (ErrnoException e) {
            System.out.println(what + ": " + e.getMessage());
        }
    }
}
