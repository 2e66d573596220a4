package io.sluice.cli.sysvmsg;

import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.NamedValues;
import io.sluice.cli.message.ValuesPrinter;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMqStatus;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Mono;

/** {@code sluice sysv info}. */
@Command(
        name = "info",
        description = "Print a queue's status, one 'name: value' per line.",
        footer = {
            "",
            "The value is - for a process or time if there was no such call yet.",
            "",
            "Examples:",
            "  sluice sysv info --key 0x4d2",
            "  sluice sysv info --id 5 | sed -n 's/^messages: //p'"
        })
final class SysvInfoCommand implements Callable<Integer> {
    private final StandardOutput output;

    @ArgGroup(multiplicity = "1")
    private SysvQueue queue = new SysvQueue();

    @Mixin
    private final FormatOption format = new FormatOption();

    SysvInfoCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return new ValuesPrinter(output, format)
                .info(Mono.using(
                        () -> queue.open(SysvAccess.READ),
                        opened -> Mono.just(values(opened.status())),
                        SysvMessageQueue::close));
    }

    private static NamedValues values(SysvMqStatus status) {
        return new NamedValues()
                .with("id", status.id())
                .with("key", status.key())
                .with(status.permissions())
                .with("messages", status.messages())
                .with("bytes", status.bytes())
                .with("max-bytes", status.maxBytes())
                .with("last-sender", process(status.lastSender()))
                .with("last-receiver", process(status.lastReceiver()))
                .with("last-send-time", status.lastSendTime())
                .with("last-receive-time", status.lastReceiveTime())
                .with("change-time", status.changeTime());
    }

    private static @Nullable Integer process(int id) {
        return id == 0 ? null : id;
    }
}
