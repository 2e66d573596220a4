package io.sluice.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.pipe.Fifo;
import io.sluice.pipe.PipeReadEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has a FIFO open. */
class HoldersTest {
    @TempDir
    Path folder;

    @Test
    void aFifoHasItsHoldersAlsoByAPathWithASymbolicLink() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        Fifo.create(real.resolve("readings"));
        long self = ProcessHandle.current().pid();
        assertThat(Holders.ofFile(link.resolve("readings"))).doesNotContain(self);
        try (PipeReadEnd end = PipeReadEnd.open(link.resolve("readings"))) {
            assertThat(end.isOpen()).isTrue();
            assertThat(Holders.ofFile(real.resolve("readings"))).contains(self);
            assertThat(Holders.ofFile(link.resolve("readings"))).contains(self);
            assertThat(Holders.ofFile(link.resolve("../link/readings"))).contains(self);
        }
    }

    @Test
    void aFileThatIsNotThereHasNone() {
        assertThat(Holders.ofFile(folder.resolve("missing"))).isEmpty();
    }
}
