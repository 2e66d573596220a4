package io.sluice.cli.fifo;

import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.FifoInfo;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Flux;

/** {@code sluice fifo info}. */
@Command(
        name = "info",
        description = "Print a FIFO's attributes, one 'name: value' per line.",
        footer = {
            "",
            "The FIFO is opened for reading and closed again. A process that waits for a reader to open it for writing goes"
                    + " on, and its write fails if no other reader comes.",
            "",
            "Examples:",
            "  sluice fifo info /run/plant/readings",
            "  sluice fifo info /run/plant/readings | sed -n 's/^readable-bytes: //p'"
        })
final class FifoInfoCommand implements Callable<Integer> {
    private final StandardOutput output;

    @Mixin
    private final FifoPath path = new FifoPath();

    FifoInfoCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Flux.defer(() -> lines(Fifo.info(path.value()))));
    }

    private Flux<String> lines(FifoInfo info) {
        OwnerAndMode ownerAndMode = new OwnerAndMode(info.mode(), info.userId(), info.groupId());
        return Flux.just("name: " + path)
                .concatWithValues(ownerAndMode.lines().toArray(String[]::new))
                .concatWithValues("capacity: " + info.capacity(), "readable-bytes: " + info.readableBytes());
    }
}
