package io.sluice.cli.fifo;

import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.option.ModeConverter;
import io.sluice.pipe.Fifo;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** {@code sluice fifo create}. */
@Command(
        name = "create",
        description =
                "Create a FIFO, or check that an existing FIFO has this mode. Print whether it was created or exists.",
        footer = {
            "",
            "Examples:",
            "  sluice fifo create /run/plant/commands",
            "  sluice fifo create /run/plant/readings --mode 0640",
            "  sluice fifo create /run/plant/readings --exclusive || echo 'it exists'"
        })
final class FifoCreateCommand implements Callable<Integer> {
    private final StandardOutput output;

    @Mixin
    private final FifoPath path = new FifoPath();

    @Option(
            names = "--mode",
            paramLabel = "OCTAL",
            converter = ModeConverter.class,
            description = "The permission bits, whatever the umask. Default: 0600.")
    private int mode = Fifo.DEFAULT_MODE;

    @Option(names = "--exclusive", description = "Fail if something is at this path.")
    private boolean exclusive;

    FifoCreateCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Mono.fromCallable(this::create));
    }

    private String create() {
        boolean created = true;
        if (exclusive) {
            Fifo.create(path.value(), mode);
        } else {
            created = Fifo.createIfMissing(path.value(), mode);
        }
        return (created ? "created " : "exists ") + path + ": mode " + OwnerAndMode.mode(mode);
    }
}
