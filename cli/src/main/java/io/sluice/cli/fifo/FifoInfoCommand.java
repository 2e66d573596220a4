package io.sluice.cli.fifo;

import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.NamedValues;
import io.sluice.cli.message.ValuesPrinter;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.FifoInfo;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Mono;

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

    @Mixin
    private final FormatOption format = new FormatOption();

    FifoInfoCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return new ValuesPrinter(output, format).info(Mono.fromCallable(() -> values(Fifo.info(path.value()))));
    }

    private NamedValues values(FifoInfo info) {
        return new NamedValues()
                .with("name", path.value())
                .with(new OwnerAndMode(info.mode(), info.userId(), info.groupId()))
                .with("capacity", info.capacity())
                .with("readable-bytes", info.readableBytes());
    }
}
