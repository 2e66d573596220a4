package io.sluice.cli;

import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMessageQueueBuilder;
import io.sluice.sysvmsg.SysvMqStatus;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** {@code sluice sysv create}. */
@Command(
        name = "create",
        description = "Create a queue, or find that it exists with the settings given. Prints which it was.",
        footer = {
            "",
            "Examples:",
            "  sluice sysv create --key 0x4d2",
            "  sluice sysv create --path /run/daemon.lock --project A --mode 0660",
            "  sluice sysv create --key 1234 --exclusive || echo 'somebody was faster'"
        })
final class SysvCreateCommand implements Callable<Integer> {
    private final StandardOutput output;

    @ArgGroup(multiplicity = "1")
    private SysvKey queue = new SysvKey();

    @Option(
            names = "--max-bytes",
            paramLabel = "BYTES",
            converter = WholeNumber.QueueBytes.class,
            description = "How much it holds (msg_qbytes). Default: the system's (msgmnb).")
    private @Nullable Long maxBytes;

    @Option(
            names = "--mode",
            paramLabel = "OCTAL",
            converter = ModeConverter.class,
            description = "Who may use it, exactly. Default: 0600.")
    private @Nullable Integer mode;

    @Option(names = "--exclusive", description = "Fail if it exists.")
    private boolean exclusive;

    @Option(names = "--accept-shape", description = "Accept a queue that exists with other settings.")
    private boolean shapeAccepted;

    SysvCreateCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return ExitStatus.doneBehind(
                Mono.using(this::open, opened -> Mono.fromCallable(() -> outcome(opened)), SysvMessageQueue::close)
                        .doOnNext(output::printLine));
    }

    private SysvMessageQueue open() {
        IpcKey key = queue.key();
        if (key == null) {
            throw new IllegalStateException("no key"); // the parser has made sure of one
        }
        SysvMessageQueueBuilder builder = SysvMessageQueue.builder(key);
        if (mode != null) {
            builder.mode(mode);
        }
        if (maxBytes != null) {
            builder.maxBytes(maxBytes);
        }
        if (shapeAccepted) {
            builder.acceptShape();
        }
        return exclusive ? builder.create() : builder.openOrCreate();
    }

    private static String outcome(SysvMessageQueue opened) {
        SysvMqStatus status = opened.status();
        return String.format(
                "%s %s: %d bytes, mode %04o",
                opened.wasCreated() ? "created" : "exists", opened.name(), status.maxBytes(), status.mode());
    }
}
