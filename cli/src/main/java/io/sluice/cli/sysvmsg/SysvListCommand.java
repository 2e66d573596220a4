package io.sluice.cli.sysvmsg;

import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.NamedValues;
import io.sluice.cli.message.ValuesPrinter;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMqStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice sysv list}. */
@Command(
        name = "list",
        description = "List the queues, one per line. A tab separates the columns.",
        footer = {
            "",
            "The first line names the columns.",
            "",
            "Examples:",
            "  sluice sysv list",
            "  sluice sysv list | awk -F '\\t' 'NR > 1 && $6 > 0 { print $1 }'"
        })
final class SysvListCommand implements Callable<Integer> {
    private static final String HEADER =
            String.join("\t", "ID", "KEY", OwnerAndMode.HEADER, "MESSAGES", "BYTES", "MAX-BYTES");

    private final StandardOutput output;

    @Mixin
    private final FormatOption format = new FormatOption();

    SysvListCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return new ValuesPrinter(output, format).list(HEADER, SysvMessageQueue::list, SysvListCommand::values);
    }

    private static NamedValues values(SysvMqStatus status) {
        return new NamedValues()
                .with("id", status.id())
                .with("key", status.key())
                .with(OwnerAndMode.of(status.permissions()))
                .with("messages", status.messages())
                .with("bytes", status.bytes())
                .with("max-bytes", status.maxBytes());
    }
}
