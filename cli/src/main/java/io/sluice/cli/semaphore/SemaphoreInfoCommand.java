package io.sluice.cli.semaphore;

import io.sluice.cli.command.EscapedText;
import io.sluice.cli.command.StandardOutput;
import io.sluice.semaphore.PosixSemaphore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Flux;

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

    SemaphoreInfoCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Flux.using(name::open, SemaphoreInfoCommand::lines, PosixSemaphore::close));
    }

    private static Flux<String> lines(PosixSemaphore semaphore) {
        return Flux.just("name: " + EscapedText.onOneLine(semaphore.name()), "value: " + semaphore.value());
    }
}
