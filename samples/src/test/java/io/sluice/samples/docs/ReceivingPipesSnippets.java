package io.sluice.samples.docs;

import io.sluice.reactor.pipe.ChildProcess;
import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.PipeReceiver;
import io.sluice.reactor.pipe.PipeSender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import reactor.core.publisher.Flux;

/** The examples of docs/pipes.md that receive. */
final class ReceivingPipesSnippets {
    private ReceivingPipesSnippets() {}

    static void receive() {
        try (PipeReceiver<String> readings = PipeReceiver.open(
                Path.of("/run/plant/readings"), Framing.text(Framing.lines(), StandardCharsets.UTF_8))) {
            readings.receive().doOnNext(System.out::println).blockLast();
        }
    }

    static void child() throws IOException {
        try (ChildProcess child = ChildProcess.start(new ProcessBuilder("sort", "-n"))) {
            PipeSender numbers = PipeSender.create(child.stdin());
            PipeReceiver<String> sorted = child.stdout(Framing.text(Framing.lines(), StandardCharsets.UTF_8));
            Flux.just("20\n", "3\n", "100\n")
                    .concatMap(number -> numbers.send(number))
                    .doOnTerminate(() -> child.stdin().close())
                    .thenMany(sorted.receive())
                    .doOnNext(System.out::println)
                    .then(child.exit())
                    .block();
        }
    }
}
