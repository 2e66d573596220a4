package io.sluice.cli.shm;

import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.NamedValues;
import io.sluice.cli.message.ValuesPrinter;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.sharedmemory.SharedMemoryInfo;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Mono;

/** {@code sluice shm info}. */
@Command(
        name = "info",
        description = "Print what is known of an object, one 'name: value' per line.",
        footer = {
            "",
            "allocated is how many bytes have memory behind them, in whole pages.",
            "",
            "Examples:",
            "  sluice shm info /prices",
            "  sluice shm info /prices | sed -n 's/^size: //p'"
        })
final class ShmInfoCommand implements Callable<Integer> {
    private final StandardOutput output;

    @Mixin
    private final ObjectName name = new ObjectName();

    @Mixin
    private final FormatOption format = new FormatOption();

    ShmInfoCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return new ValuesPrinter(output, format)
                .info(Mono.fromCallable(() -> values(name.toString(), SharedMemory.info(name.toString()))));
    }

    static NamedValues values(String name, SharedMemoryInfo info) {
        return new NamedValues()
                .with("name", name)
                .with(new OwnerAndMode(info.mode(), info.userId(), info.groupId()))
                .with("size", info.size())
                .with("allocated", info.allocated());
    }
}
