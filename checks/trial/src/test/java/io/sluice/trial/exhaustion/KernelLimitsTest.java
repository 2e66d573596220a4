package io.sluice.trial.exhaustion;

import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import io.sluice.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a namespace of its own, where the limits are small. */
class KernelLimitsTest {
    private static final int SHORT = 3;
    private static final int LONG = 300;

    @Test
    void bytesInQueues() {
        // In a user namespace, too: the queues of this user elsewhere do not count there.
        ForkedJvm jvm = new ForkedJvm()
                .under(Programs.unshare("--user", "--map-root-user", "--ipc"))
                .under(Programs.limit("--msgqueue=8192"));
        run(jvm, "POSIX", "RLIMIT_MSGQUEUE: this queue needs");
    }

    @Test
    void numberOfPosixQueues() {
        run(
                inNamespaces("echo 5 > /proc/sys/fs/mqueue/queues_max").under(Programs.without("sys_resource")),
                "POSIX",
                "at its limit queues_max = 5");
    }

    @Test
    void numberOfSystemVQueues() {
        run(inNamespaces("echo 5 > /proc/sys/kernel/msgmni"), "SYSV", "at its limit msgmni = 5");
    }

    @Test
    void roomForPosixSemaphores() {
        ForkedJvm jvm = new ForkedJvm()
                .inNamespaces(Programs.unshare("--mount"), "mount -t tmpfs -o size=20k none /dev/shm")
                .flags("-XX:-UsePerfData");
        run(jvm, "SEMAPHORE", "/dev/shm is full: remove what nobody needs there, or enlarge it");
    }

    @Test
    void roomForRings() {
        run(inSmallMemory(), "RING", "There is no room for a ring of this capacity in /dev/shm, which has");
    }

    @Test
    void roomForSharedMemory() {
        run(inSmallMemory(), "MEMORY", "4096 bytes were to be reserved in /dev/shm, which has");
    }

    private static ForkedJvm inSmallMemory() {
        return new ForkedJvm()
                .inNamespaces(Programs.unshare("--mount"), "mount -t tmpfs -o size=40k none /dev/shm")
                .flags("-XX:-UsePerfData");
    }

    @Test
    void numberOfSystemVSets() {
        run(inNamespaces("echo 32 1000 32 5 > /proc/sys/kernel/sem"), "SET", "5 semaphore sets of SEMMNI = 5");
    }

    @Test
    void numberOfSystemVSemaphores() {
        run(inNamespaces("echo 32 11 32 100 > /proc/sys/kernel/sem"), "SET", "10 semaphores of SEMMNS = 11");
    }

    @ParameterizedTest
    @ValueSource(strings = {"instances", "watches"})
    void inotifyOfAUser(String kind) {
        String limit = "/proc/sys/user/max_inotify_" + kind;
        ForkedJvm jvm =
                new ForkedJvm().inNamespaces(Programs.unshare("--user", "--map-root-user"), "echo 5 > " + limit);
        Shortage.run(jvm, KernelLimits.class, "FOLDER", limit + " is 5", Trial.rounds(1, SHORT));
    }

    private static ForkedJvm inNamespaces(String preparation) {
        return new ForkedJvm().inNamespaces(Programs.unshare("--ipc"), preparation);
    }

    private static void run(ForkedJvm jvm, String kind, String error) {
        Shortage.run(jvm, KernelLimits.class, kind, error, Trial.rounds(SHORT, LONG));
    }
}
