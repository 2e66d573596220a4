package io.sluice.cli.semaphore;

import io.sluice.cli.command.EscapedText;
import io.sluice.cli.command.StandardOutput;
import io.sluice.errno.ErrnoException;
import io.sluice.semaphore.PosixSemaphore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import reactor.core.publisher.Flux;

/** {@code sluice semaphore list}. */
@Command(
        name = "list",
        description = "List the semaphores, one per line. A tab separates the columns.",
        footer = {
            "",
            "The first line names the columns. The value of a semaphore that this user may not open is -.",
            "",
            "Examples:",
            "  sluice semaphore list",
            "  sluice semaphore list | awk -F '\\t' 'NR > 1 && $2 == 0 { print $1 }'"
        })
final class SemaphoreListCommand implements Callable<Integer> {
    private static final String HEADER = "NAME\tVALUE";

    private final StandardOutput output;

    SemaphoreListCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Flux.defer(() -> Flux.fromIterable(PosixSemaphore.list())
                .map(SemaphoreListCommand::line)
                .startWith(HEADER)));
    }

    private static String line(String name) {
        return EscapedText.onOneLine(name) + "\t" + value(name);
    }

    private static String value(String name) {
        try (PosixSemaphore semaphore = PosixSemaphore.builder(name).open()) {
            return Integer.toString(semaphore.value());
        } catch (ErrnoException | IllegalArgumentException unknown) {
            return "-"; // not this user's, gone by now, or a file that is no semaphore
        }
    }
}
