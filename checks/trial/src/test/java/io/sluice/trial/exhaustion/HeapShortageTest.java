package io.sluice.trial.exhaustion;

import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import io.sluice.trial.Trial;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A message that the kernel has given when the heap has no room for it must not be lost without a word. */
class HeapShortageTest {
    private static final String LARGE_MESSAGES = "echo 262144 > /proc/sys/fs/mqueue/msgsize_max"
            + " && echo 262144 > /proc/sys/kernel/msgmax && echo 1048576 > /proc/sys/kernel/msgmnb";

    @ParameterizedTest
    @EnumSource(HeapShortage.Kind.class)
    void aMessageForWhichTheHeapHasNoRoomIsReportedAndComesAgain(HeapShortage.Kind kind) {
        ForkedJvm jvm = new ForkedJvm()
                .inNamespaces(Programs.unshare("--ipc"), LARGE_MESSAGES)
                .flags("-Xmx16m");
        Shortage.run(jvm, HeapShortage.class, kind, Trial.rounds(2, 200));
    }

    @ParameterizedTest
    @EnumSource(AcquireHeapShortage.Kind.class)
    void noPermitAndNoLockIsLostWhileTheHeapIsFull(AcquireHeapShortage.Kind kind) {
        ForkedJvm jvm = new ForkedJvm().under(Programs.unshare("--ipc")).flags("-Xmx10m");
        Shortage.run(jvm, AcquireHeapShortage.class, kind, Trial.rounds(5, 200));
    }
}
