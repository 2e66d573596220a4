package io.sluice.cli.semaphore;

import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.NamedValues;
import io.sluice.cli.message.ValuesPrinter;
import io.sluice.errno.ErrnoException;
import io.sluice.semaphore.PosixSemaphore;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Mixin
    private final FormatOption format = new FormatOption();

    SemaphoreListCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return new ValuesPrinter(output, format)
                .list(
                        HEADER,
                        PosixSemaphore::list,
                        name -> new NamedValues().with("name", name).with("value", value(name)));
    }

    private static @Nullable Integer value(String name) {
        try (PosixSemaphore semaphore = PosixSemaphore.builder(name).open()) {
            return semaphore.value();
        } catch (ErrnoException | IllegalArgumentException unknown) {
            return null; // not this user's, gone by now, or a file that is no semaphore
        }
    }
}
