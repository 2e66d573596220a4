package io.sluice.cli.sysvshm;

import io.sluice.cli.memory.MemoryTransfer;
import io.sluice.cli.memory.OffsetOption;
import io.sluice.mapping.MappedMemory;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice sysvshm write}. */
@Command(
        name = "write",
        description = "Write TEXT to a segment, or standard input if there is no TEXT.",
        footer = {
            "",
            "Nothing is added to the bytes, and those behind them stay as they are. If there is no room for TEXT, nothing is"
                    + " written. Of standard input, what has room is written.",
            "",
            "Examples:",
            "  sluice sysvshm write --key 0x4d2 'a text'",
            "  sluice sysvshm write --key 0x4d2 --offset 4096 < image.bin"
        })
final class SysvShmWriteCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private SharedSegment segment = new SharedSegment();

    @Parameters(index = "0", arity = "0..1", paramLabel = "TEXT", description = "A text. It is written as UTF-8.")
    private @Nullable String text;

    @Mixin
    private final OffsetOption offset = new OffsetOption();

    @Override
    public Integer call() {
        try (MappedMemory memory = segment.open().attach()) {
            return new MemoryTransfer(memory).write(offset.value(), text);
        }
    }
}
