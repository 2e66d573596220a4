package io.sluice.cli.semaphore;

import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.NamedValues;
import io.sluice.cli.message.ValuesPrinter;
import io.sluice.semaphore.PosixSemaphore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Mono;

/** {@code sluice semaphore info}. */
@Command(
        name = "info",
        description = "Print a semaphore's name and value, one 'name: value' per line.",
        footer = {
            "",
            "The value is the number of permits that are left.",
            "",
            "Examples:",
            "  sluice semaphore info /printer",
            "  sluice semaphore info /printer | sed -n 's/^value: //p'"
        })
final class SemaphoreInfoCommand implements Callable<Integer> {
    private final StandardOutput output;

    @Mixin
    private final SemaphoreName name = new SemaphoreName();

    @Mixin
    private final FormatOption format = new FormatOption();

    SemaphoreInfoCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return new ValuesPrinter(output, format)
                .info(Mono.using(name::open, semaphore -> Mono.just(values(semaphore)), PosixSemaphore::close));
    }

    private static NamedValues values(PosixSemaphore semaphore) {
        return new NamedValues().with("name", semaphore.name()).with("value", semaphore.value());
    }
}
