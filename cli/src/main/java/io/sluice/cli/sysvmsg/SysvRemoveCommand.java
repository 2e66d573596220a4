package io.sluice.cli.sysvmsg;

import io.sluice.cli.command.ExitStatus;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessageQueue;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import reactor.core.publisher.Mono;

/** {@code sluice sysv remove}. */
@Command(
        name = "remove",
        description = "Remove a queue and its messages at once. Each process that waits on the queue gets EIDRM.",
        footer = {"", "Examples:", "  sluice sysv remove --key 0x4d2", "  sluice sysv remove --id 5"})
final class SysvRemoveCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private SysvQueue queue = new SysvQueue();

    @Override
    public Integer call() {
        // The owner may remove the queue whatever its mode, but msgget needs one of the two permissions.
        return ExitStatus.doneAfter(Mono.using(
                () -> queue.open(SysvAccess.WRITE, SysvAccess.READ),
                opened -> Mono.fromRunnable(opened::remove),
                SysvMessageQueue::close));
    }
}
