package io.sluice.cli.sysvmsg;

import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMqStatus;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import reactor.core.publisher.Flux;

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

    SysvInfoCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Flux.using(
                () -> queue.open(SysvAccess.READ), opened -> lines(opened.status()), SysvMessageQueue::close));
    }

    private static Flux<String> lines(SysvMqStatus status) {
        return Flux.just("id: " + status.id(), "key: " + status.key())
                .concatWithValues(ownerAndMode(status).lines().toArray(String[]::new))
                .concatWithValues(
                        "creator-uid: "
                                + Integer.toUnsignedString(status.permissions().creatorUserId()),
                        "creator-gid: "
                                + Integer.toUnsignedString(status.permissions().creatorGroupId()),
                        "messages: " + status.messages(),
                        "bytes: " + status.bytes(),
                        "max-bytes: " + status.maxBytes(),
                        "last-sender: " + process(status.lastSender()),
                        "last-receiver: " + process(status.lastReceiver()),
                        "last-send-time: " + time(status.lastSendTime()),
                        "last-receive-time: " + time(status.lastReceiveTime()),
                        "change-time: " + status.changeTime());
    }

    static OwnerAndMode ownerAndMode(SysvMqStatus status) {
        return new OwnerAndMode(
                status.permissions().mode(),
                status.permissions().userId(),
                status.permissions().groupId());
    }

    private static String process(int id) {
        return id == 0 ? "-" : Integer.toString(id);
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "-" : time.toString();
    }
}
