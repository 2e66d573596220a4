package io.sluice.cli.sysvsem;

import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.NamedValues;
import io.sluice.cli.message.ValuesPrinter;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.semaphore.SysvSemaphoreStatus;
import java.util.concurrent.Callable;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Mono;

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

    @Mixin
    private final FormatOption format = new FormatOption();

    SysvSemInfoCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return new ValuesPrinter(output, format)
                .info(Mono.using(set::find, opened -> Mono.just(values(opened)), SysvSemaphoreSet::close));
    }

    private static NamedValues values(SysvSemaphoreSet opened) {
        SysvSemaphoreStatus status = opened.status();
        return new NamedValues()
                .with("id", status.id())
                .with("key", status.key())
                .with(status.permissions())
                .with("semaphores", status.size())
                .withEach("values", opened.values())
                .withEach("waiters", each(opened, opened::waiters))
                .withEach("waiters-for-zero", each(opened, opened::waitersForZero))
                .withEach("last-processes", each(opened, opened::lastProcess))
                .with("last-operation-time", status.lastOperationTime())
                .with("change-time", status.changeTime());
    }

    private static int[] each(SysvSemaphoreSet opened, IntUnaryOperator number) {
        return IntStream.range(0, opened.size()).map(number).toArray();
    }
}
