package io.sluice.cli.sysvsem;

import io.sluice.cli.command.ExitStatus;
import io.sluice.semaphore.SysvSemaphoreSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import reactor.core.publisher.Mono;

/** {@code sluice sysvsem remove}. */
@Command(
        name = "remove",
        description = "Remove a set at once. Each process that waits on the set gets EIDRM.",
        footer = {"", "Examples:", "  sluice sysvsem remove --key 0x4d2", "  sluice sysvsem remove --id 5"})
final class SysvSemRemoveCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private SemaphoreSet set = new SemaphoreSet();

    @Override
    public Integer call() {
        // The owner may remove the set whatever its mode.
        return ExitStatus.doneAfter(
                Mono.using(set::find, opened -> Mono.fromRunnable(opened::remove), SysvSemaphoreSet::close));
    }
}
