package io.sluice.cli.sysvsem;

import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.semaphore.SysvSemaphoreStatus;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import reactor.core.publisher.Flux;

/** {@code sluice sysvsem info}. */
@Command(
        name = "info",
        description = "Print a set's status and values, one 'name: value' per line.",
        footer = {
            "",
            "Where there is a value for each semaphore, commas separate them. The time is - if nobody has operated on the"
                    + " set yet: its values may not be those that it will have.",
            "",
            "Examples:",
            "  sluice sysvsem info --key 0x4d2",
            "  sluice sysvsem info --id 5 | sed -n 's/^values: //p'"
        })
final class SysvSemInfoCommand implements Callable<Integer> {
    private final StandardOutput output;

    @ArgGroup(multiplicity = "1")
    private SemaphoreSet set = new SemaphoreSet();

    SysvSemInfoCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Flux.using(set::find, SysvSemInfoCommand::lines, SysvSemaphoreSet::close));
    }

    private static Flux<String> lines(SysvSemaphoreSet opened) {
        SysvSemaphoreStatus status = opened.status();
        return Flux.just("id: " + status.id(), "key: " + status.key())
                .concatWithValues(ownerAndMode(status).lines().toArray(String[]::new))
                .concatWithValues(
                        "creator-uid: "
                                + Integer.toUnsignedString(status.permissions().creatorUserId()),
                        "creator-gid: "
                                + Integer.toUnsignedString(status.permissions().creatorGroupId()),
                        "semaphores: " + status.size(),
                        "values: " + InitialValues.text(opened.values()),
                        "waiters: " + each(opened, opened::waiters),
                        "waiters-for-zero: " + each(opened, opened::waitersForZero),
                        "last-processes: " + each(opened, opened::lastProcess),
                        "last-operation-time: " + time(status.lastOperationTime()),
                        "change-time: " + status.changeTime());
    }

    private static String each(SysvSemaphoreSet opened, IntUnaryOperator number) {
        return InitialValues.text(IntStream.range(0, opened.size()).map(number).toArray());
    }

    static OwnerAndMode ownerAndMode(SysvSemaphoreStatus status) {
        return new OwnerAndMode(
                status.permissions().mode(),
                status.permissions().userId(),
                status.permissions().groupId());
    }

    static String time(@Nullable Instant time) {
        return time == null ? "-" : time.toString();
    }
}
