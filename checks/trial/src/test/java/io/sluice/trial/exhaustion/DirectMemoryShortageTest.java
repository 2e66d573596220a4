package io.sluice.trial.exhaustion;

import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import org.junit.jupiter.api.Test;

class DirectMemoryShortageTest {
    @Test
    void whatNeedsNativeMemoryFailsWithThatCauseAndLeavesNothingBehind() {
        ForkedJvm jvm = new ForkedJvm().under(Programs.unshare("--ipc")).flags("-XX:MaxDirectMemorySize=2m");
        Shortage.run(jvm, DirectMemoryShortage.class);
    }

    @Test
    void aMessageForWhichAWaitFindsNoNativeMemoryStaysQueuedAndTheCauseIsReported() {
        ForkedJvm jvm = new ForkedJvm()
                .inNamespaces(
                        Programs.unshare("--ipc"),
                        "echo 4194304 > /proc/sys/kernel/msgmax && echo 4194304 > /proc/sys/kernel/msgmnb")
                .flags("-XX:MaxDirectMemorySize=8m");
        Shortage.run(jvm, LongMessageShortage.class);
    }
}
