package io.sluice.cli.shm;

import io.sluice.cli.command.EscapedText;
import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.sharedmemory.SharedMemoryInfo;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Flux;

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

    ShmInfoCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Flux.defer(() -> lines(SharedMemory.info(name.toString()))));
    }

    private Flux<String> lines(SharedMemoryInfo info) {
        return Flux.just("name: " + EscapedText.onOneLine(name.toString()))
                .concatWithValues(ownerAndMode(info).lines().toArray(String[]::new))
                .concatWithValues("size: " + info.size(), "allocated: " + info.allocated());
    }

    static OwnerAndMode ownerAndMode(SharedMemoryInfo info) {
        return new OwnerAndMode(info.mode(), info.userId(), info.groupId());
    }
}
