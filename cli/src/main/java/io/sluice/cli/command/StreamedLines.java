package io.sluice.cli.command;

import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Prints a line for each element of a stream, until a signal ends the process.
 *
 * @param output where the lines go
 * @param termination the end by a signal
 */
public record StreamedLines(StandardOutput output, Termination termination) {
    /**
     * Prints the lines.
     *
     * @param <T> the type of the elements
     * @param elements the stream
     * @param count how many lines to print at most
     * @param line the line for an element; it is called on the thread that prints
     * @return completes at the last line or at a signal
     */
    public <T> Flux<Void> print(Flux<T> elements, long count, Function<? super T, String> line) {
        // No prefetch: while a line is printed, the kernel counts.
        return InTurn.work(
                elements.takeUntilOther(termination.requested(Mono::empty)).take(count),
                element -> output.linePrinted(() -> line.apply(element)));
    }
}
