package io.sluice.cli.sysvsem;

import io.sluice.cli.command.SignalledWait;
import io.sluice.cli.option.WaitTimeoutOption;
import io.sluice.reactor.semaphore.ZeroWaiter;
import io.sluice.semaphore.SysvSemaphoreSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Mono;

/** {@code sluice sysvsem await-zero}. */
@Command(
        name = "await-zero",
        description = "Wait until a semaphore's value is 0.",
        footer = {
            "",
            "When the timeout expires, the exit status is 124.",
            "",
            "Examples:",
            "  sluice sysvsem await-zero --key 0x4d2 --index 0",
            "  sluice sysvsem await-zero --key 0x4d2 --index 0 --timeout 0s && echo 'it is 0'"
        })
final class SysvSemAwaitZeroCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private SemaphoreSet set = new SemaphoreSet();

    @Mixin
    private final IndexOption index = new IndexOption();

    @Mixin
    private final WaitTimeoutOption timeout = new WaitTimeoutOption();

    @Override
    public Integer call() {
        try (SysvSemaphoreSet opened = set.openToRead()) {
            ZeroWaiter waiter = ZeroWaiter.create(opened);
            Mono<Void> zero = timeout.choose(
                    () -> waiter.awaitZero(index.value()), limit -> waiter.awaitZero(index.value(), limit));
            return new SignalledWait().await(zero, nothing -> {});
        }
    }
}
