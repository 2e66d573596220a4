package io.sluice.samples.docs;

import io.sluice.pipe.Fifo;
import io.sluice.reactor.pipe.PipeSender;
import io.sluice.reactor.pipe.PipeSenderOptions;
import java.nio.file.Path;
import java.time.Duration;

/** The Java of docs/pipes.md. */
final class PipesSnippets {
    private PipesSnippets() {}

    static Path create() {
        Path readings = Path.of("/run/plant/readings");
        Fifo.createIfMissing(readings, 0660);

        return readings;
    }

    static void send() {
        try (PipeSender commands = PipeSender.create(Path.of("/run/plant/commands"))) {
            commands.send("valve 7 open\n", Duration.ofSeconds(1)).block();
        }
    }

    static PipeSender onlyWriter(Path path) {
        PipeSenderOptions options = PipeSenderOptions.create().onlyWriter(true);
        PipeSender images = PipeSender.create(path, options);

        return images;
    }
}
