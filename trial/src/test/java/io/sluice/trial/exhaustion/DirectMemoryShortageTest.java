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
}
