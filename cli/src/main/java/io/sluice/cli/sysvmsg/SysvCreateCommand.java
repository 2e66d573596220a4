package io.sluice.cli.sysvmsg;

import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.option.CreateOptions;
import io.sluice.cli.option.IpcKeyOptions;
import io.sluice.cli.option.WholeNumberConverter;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMessageQueueBuilder;
import io.sluice.sysvmsg.SysvMqStatus;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** {@code sluice sysv create}. */
@Command(
        name = "create",
        description = CreateOptions.SUMMARY,
        footer = {
            "",
            "Examples:",
            "  sluice sysv create --key 0x4d2",
            "  sluice sysv create --path /run/daemon.lock --project A --mode 0660",
            "  sluice sysv create --key 1234 --exclusive || echo 'it exists'"
        })
final class SysvCreateCommand implements Callable<Integer> {
    private final StandardOutput output;

    @ArgGroup(multiplicity = "1")
    private IpcKeyOptions queue = new IpcKeyOptions();

    @Mixin
    private final CreateOptions options = new CreateOptions();

    @Option(
            names = "--max-bytes",
            paramLabel = "BYTES",
            converter = QueueBytes.class,
            description = "How many bytes the queue holds (msg_qbytes). Default: the system's (msgmnb).")
    private @Nullable Long maxBytes;

    SysvCreateCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Mono.using(this::open, SysvCreateCommand::outcome, SysvMessageQueue::close));
    }

    private SysvMessageQueue open() {
        IpcKey key = queue.key();
        if (key == null) {
            throw new IllegalStateException("no key"); // the parser requires one
        }
        SysvMessageQueueBuilder builder = SysvMessageQueue.builder(key);
        if (maxBytes != null) {
            builder.maxBytes(maxBytes);
        }
        return options.open(builder::mode, builder::acceptShape, builder::create, builder::openOrCreate);
    }

    private static Mono<String> outcome(SysvMessageQueue opened) {
        SysvMqStatus status = opened.status();
        return CreateOptions.outcome(
                opened.wasCreated(),
                opened.name(),
                status.maxBytes() + " bytes",
                status.permissions().mode());
    }

    /** Reads a size that the kernel's {@code ipc} calls keep in an unsigned {@code int}. */
    static final class QueueBytes extends WholeNumberConverter<Long> {
        QueueBytes() {
            super(0, 0xffff_ffffL, Long::valueOf);
        }
    }
}
