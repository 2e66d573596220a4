package io.sluice.cli.semaphore;

import io.sluice.cli.command.SignalledWait;
import io.sluice.cli.option.WaitTimeoutOption;
import io.sluice.reactor.semaphore.Permit;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.semaphore.PosixSemaphore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Mono;

/** {@code sluice semaphore wait}. */
@Command(
        name = "wait",
        description = "Take a permit, and wait until there is one.",
        footer = {
            "",
            "The permit stays taken when the command has ended: 'sluice semaphore post' gives it back. If a signal ends the"
                    + " command, no permit was taken. When the timeout expires, the exit status is 124.",
            "",
            "Examples:",
            "  sluice semaphore wait /printer && lpr report.ps; sluice semaphore post /printer",
            "  sluice semaphore wait /printer --timeout 2s"
        })
final class SemaphoreWaitCommand implements Callable<Integer> {
    @Mixin
    private final SemaphoreName name = new SemaphoreName();

    @Mixin
    private final WaitTimeoutOption timeout = new WaitTimeoutOption();

    @Override
    public Integer call() {
        try (PosixSemaphore semaphore = name.open()) {
            SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(semaphore);
            Mono<Permit> permit = timeout.choose(acquirer::acquire, acquirer::acquire);
            return new SignalledWait().await(permit, Permit::release);
        }
    }
}
