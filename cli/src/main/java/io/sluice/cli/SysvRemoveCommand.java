package io.sluice.cli;

import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessageQueue;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import reactor.core.publisher.Mono;

/** {@code sluice sysv remove}. */
@Command(
        name = "remove",
        description = "Remove a queue with its messages at once. Whoever waits on it gets EIDRM.",
        footer = {"", "Examples:", "  sluice sysv remove --key 0x4d2", "  sluice sysv remove --id 5"})
final class SysvRemoveCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private SysvQueue queue = new SysvQueue();

    @Override
    public Integer call() {
        return ExitStatus.doneBehind(
                Mono.using(this::open, opened -> Mono.fromRunnable(opened::remove), SysvMessageQueue::close));
    }

    /** Who owns the queue may remove it, whatever the mode says; opening it asks for one of the two permissions. */
    private SysvMessageQueue open() {
        return AllowedAccess.open(access -> queue.open(access), SysvAccess.WRITE, SysvAccess.READ);
    }
}
