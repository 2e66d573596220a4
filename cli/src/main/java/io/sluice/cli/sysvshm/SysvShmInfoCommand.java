package io.sluice.cli.sysvshm;

import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.sharedmemory.SysvSharedMemoryStatus;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import reactor.core.publisher.Flux;

/** {@code sluice sysvshm info}. */
@Command(
        name = "info",
        description = "Print a segment's status, one 'name: value' per line.",
        footer = {
            "",
            "A time is - if there was none. A segment that is marked for destruction was removed, and goes when nobody has it"
                    + " attached any more.",
            "",
            "Examples:",
            "  sluice sysvshm info --key 0x4d2",
            "  sluice sysvshm info --id 5 | sed -n 's/^attach-count: //p'"
        })
final class SysvShmInfoCommand implements Callable<Integer> {
    private final StandardOutput output;

    @ArgGroup(multiplicity = "1")
    private SharedSegment segment = new SharedSegment();

    SysvShmInfoCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Flux.defer(() -> lines(segment.find().status())));
    }

    private static Flux<String> lines(SysvSharedMemoryStatus status) {
        return Flux.just("id: " + status.id(), "key: " + status.key())
                .concatWithValues(ownerAndMode(status).lines().toArray(String[]::new))
                .concatWithValues(
                        "creator-uid: "
                                + Integer.toUnsignedString(status.permissions().creatorUserId()),
                        "creator-gid: "
                                + Integer.toUnsignedString(status.permissions().creatorGroupId()),
                        "size: " + status.size(),
                        "attach-count: " + status.attachCount(),
                        "creator: " + status.creator(),
                        "last-process: " + status.lastProcess(),
                        "last-attach-time: " + time(status.lastAttachTime()),
                        "last-detach-time: " + time(status.lastDetachTime()),
                        "change-time: " + status.changeTime(),
                        "marked-for-destruction: " + status.markedForDestruction());
    }

    static OwnerAndMode ownerAndMode(SysvSharedMemoryStatus status) {
        return new OwnerAndMode(
                status.permissions().mode(),
                status.permissions().userId(),
                status.permissions().groupId());
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "-" : time.toString();
    }
}
