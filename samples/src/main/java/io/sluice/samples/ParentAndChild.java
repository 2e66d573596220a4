package io.sluice.samples;

import io.sluice.reactor.pipe.ChildProcess;
import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.PipeReceiver;
import io.sluice.reactor.pipe.PipeSender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Flux;

/** A parent talks to its child through two pipes: one is the child's standard input, the other its standard output. */
public final class ParentAndChild {
    private ParentAndChild() {}

    /**
     * Says three words, waits for the answer to each, and then for the child's exit.
     *
     * @param args none
     * @throws IOException if the child cannot be started
     */
    public static void main(String[] args) throws IOException {
        ProcessBuilder echo = new ProcessBuilder("sed", "--unbuffered", "s/.*/& & &.../");
        try (ChildProcess child = ChildProcess.start(echo)) {
            PipeSender toChild = PipeSender.create(child.stdin());
            PipeReceiver<String> fromChild = child.stdout(Framing.text(Framing.lines(), StandardCharsets.UTF_8));
            Flux.just("halloo\n", "who is there\n", "good bye\n")
                    .concatMap(
                            line -> toChild.send(line).then(fromChild.receive().next()))
                    .doOnNext(System.out::println)
                    .blockLast();
            child.stdin().close(); // the child sees the end of its input, and ends
            System.out.println("exit status " + child.exit().block());
        }
    }
}
