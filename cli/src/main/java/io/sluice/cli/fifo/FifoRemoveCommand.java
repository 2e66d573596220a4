package io.sluice.cli.fifo;

import io.sluice.cli.command.ExitStatus;
import io.sluice.pipe.Fifo;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Mono;

/** {@code sluice fifo remove}. */
@Command(
        name = "remove",
        description = "Remove a FIFO, and nothing that is no FIFO. Processes that have it open can still use it.",
        footer = {"", "Examples:", "  sluice fifo remove /run/plant/commands"})
final class FifoRemoveCommand implements Callable<Integer> {
    @Mixin
    private final FifoPath path = new FifoPath();

    @Override
    public Integer call() {
        return ExitStatus.doneAfter(Mono.fromRunnable(() -> Fifo.remove(path.value())));
    }
}
