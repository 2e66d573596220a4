package io.sluice.cli.fifo;

import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.option.ModeConverter;
import io.sluice.pipe.Fifo;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** {@code sluice fifo create}. */
@Command(
        name = "create",
        description =
                "Create a FIFO, or find an existing one, and check its mode if one is given. Print whether it was created"
                        + " or exists.",
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
            description =
                    "The permission bits, whatever the umask. Default: 0600 for a new FIFO, any for an existing one.")
    private @Nullable Integer mode;

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
        int newMode = mode == null ? Fifo.DEFAULT_MODE : mode;
        boolean created = true;
        if (exclusive) {
            Fifo.create(path.value(), newMode);
        } else if (mode == null) {
            created = Fifo.createIfMissing(path.value());
        } else {
            created = Fifo.createIfMissing(path.value(), newMode);
        }
        // "info" has the mode of one that was there. It opens the FIFO, and wakes who waits for a reader.
        String known = created || mode != null ? ": mode " + OwnerAndMode.mode(newMode) : "";
        return (created ? "created " : "exists ") + path + known;
    }
}
