package io.sluice.cli.shm;

import io.sluice.cli.memory.MemoryTransfer;
import io.sluice.cli.memory.OffsetOption;
import io.sluice.sharedmemory.SharedMemory;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice shm write}. */
@Command(
        name = "write",
        description = "Write TEXT to an object, or standard input if there is no TEXT.",
        footer = {
            "",
            "Nothing is added to the bytes, and those behind them stay as they are. If there is no room for TEXT, nothing is"
                    + " written. Of standard input, what has room is written.",
            "",
            "Examples:",
            "  sluice shm write /prices 'a text'",
            "  sluice shm write /prices --offset 4096 < image.bin"
        })
final class ShmWriteCommand implements Callable<Integer> {
    @Mixin
    private final ObjectName name = new ObjectName();

    @Parameters(index = "1", arity = "0..1", paramLabel = "TEXT", description = "A text. It is written as UTF-8.")
    private @Nullable String text;

    @Mixin
    private final OffsetOption offset = new OffsetOption();

    @Override
    public Integer call() {
        try (SharedMemory opened = name.builder().open()) {
            return new MemoryTransfer(opened.memory()).write(offset.value(), text);
        }
    }
}
