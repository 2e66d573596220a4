package io.sluice.cli.semaphore;

import io.sluice.cli.command.ExitStatus;
import io.sluice.semaphore.PosixSemaphore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Mono;

/** {@code sluice semaphore unlink}. */
@Command(
        name = "unlink",
        description = "Remove a semaphore's name at once. Processes that have the semaphore open can still use it.",
        footer = {"", "Examples:", "  sluice semaphore unlink /printer"})
final class SemaphoreUnlinkCommand implements Callable<Integer> {
    @Mixin
    private final SemaphoreName name = new SemaphoreName();

    @Override
    public Integer call() {
        return ExitStatus.doneAfter(Mono.fromRunnable(() -> PosixSemaphore.unlink(name.toString())));
    }
}
