package io.sluice.cli.ring;

import io.sluice.cli.command.ExitStatus;
import io.sluice.ring.Ring;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Mono;

/** {@code sluice ring unlink}. */
@Command(
        name = "unlink",
        description = "Remove a ring's name at once. Its memory is freed when the last process closes it.",
        footer = {"", "Examples:", "  sluice ring unlink /prices"})
final class RingUnlinkCommand implements Callable<Integer> {
    @Mixin
    private final RingName name = new RingName();

    @Override
    public Integer call() {
        return ExitStatus.doneAfter(Mono.fromRunnable(() -> Ring.unlink(name.toString())));
    }
}
