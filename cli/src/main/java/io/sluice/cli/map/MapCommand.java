package io.sluice.cli.map;

import io.sluice.cli.command.HelpOption;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.memory.MemoryTransfer;
import io.sluice.cli.memory.RangeOptions;
import io.sluice.sharedmemory.MappedFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice map}. */
@Command(
        name = "map",
        description = "Print the bytes of a file through a mapping.",
        footer = {
            "",
            "An empty file cannot be mapped, and is an error. If another process makes the file shorter meanwhile, the command"
                    + " fails and says so.",
            "",
            "Examples:",
            "  sluice map image.bin > copy.bin",
            "  sluice map readings --offset 512 --length 64 | od -An -td8"
        })
public final class MapCommand implements Callable<Integer> {
    private final StandardOutput output;

    @Parameters(index = "0", paramLabel = "FILE", description = "The file.")
    private Path path = Path.of("");

    @Mixin
    private final RangeOptions range = new RangeOptions();

    private MapCommand(StandardOutput output) {
        this.output = output;
    }

    /**
     * The command.
     *
     * @param output standard output
     * @return its command line
     */
    public static CommandLine commandLine(StandardOutput output) {
        return HelpOption.withHelp(new MapCommand(output));
    }

    @Override
    public Integer call() {
        try (MappedFile file = MappedFile.builder(path).readOnly().open()) {
            return new MemoryTransfer(file.memory()).print(range, output);
        }
    }
}
