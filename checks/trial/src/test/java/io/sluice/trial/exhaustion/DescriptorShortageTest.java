package io.sluice.trial.exhaustion;

import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import io.sluice.trial.Trial;
import org.junit.jupiter.api.Test;

class DescriptorShortageTest {
    @Test
    void whatNeedsADescriptorSaysSoAndWhatIsAtWorkGoesOn() {
        ForkedJvm jvm = new ForkedJvm().under(Programs.unshare("--ipc")).under(Programs.limit("--nofile=64"));
        Shortage.run(jvm, DescriptorShortage.class, Trial.rounds(2, 100));
    }
}
