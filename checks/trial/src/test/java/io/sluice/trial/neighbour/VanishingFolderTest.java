package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import io.sluice.trial.Trial;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VanishingFolderTest {
    @Test
    void aFolderThatIsUnmountedEndsItsWatchAndNotTheWaitForAName(@TempDir Path folder) {
        String preparation = "mount -t tmpfs none " + folder + " && umount " + folder;
        try (RunningProgram jvm = new ForkedJvm()
                .inNamespaces(Programs.unshare("--mount"), preparation)
                .start(VanishingFolder.class, folder, Trial.rounds(2, 50))) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.SOON.multipliedBy(Trial.rounds(1, 30)));
            assertThat(exit.output()).endsWith("noticed\n");
        }
    }
}
