package io.sluice.trial.exhaustion;

import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import io.sluice.trial.Trial;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorShortageTest {
    /** The jars of the class path are open as well, and there are some 60. */
    private static final String FEW_DESCRIPTORS = "--nofile=128";

    @Test
    void whatNeedsADescriptorSaysSoAndWhatIsAtWorkGoesOn() {
        ForkedJvm jvm = new ForkedJvm().under(Programs.unshare("--ipc")).under(Programs.limit(FEW_DESCRIPTORS));
        Shortage.run(jvm, DescriptorShortage.class, Trial.rounds(2, 100));
    }

    @Test
    void pipesSignalsProcessesAndFoldersSaySoAndGoOn(@TempDir Path folder) {
        // SIGRTMIN, by its number
        ForkedJvm jvm = new ForkedJvm().under("env", "--block-signal=34").under(Programs.limit(FEW_DESCRIPTORS));
        Shortage.run(jvm, OpeningShortage.class, folder, Trial.rounds(2, 30));
    }
}
