package io.sluice.trial.exhaustion;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryShortageTest {
    @Test
    void memoryForWhichThereIsNoMappingOrNoFileSaysSo(@TempDir Path folder) throws IOException {
        Shortage.run(RefusingProvider.jvm(folder), MemoryShortage.class, folder);
    }
}
