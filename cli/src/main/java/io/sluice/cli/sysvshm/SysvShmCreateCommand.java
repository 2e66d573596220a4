package io.sluice.cli.sysvshm;

import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.memory.SizeOption;
import io.sluice.cli.option.IpcKeyOptions;
import io.sluice.cli.option.ModeConverter;
import io.sluice.sharedmemory.SysvSharedMemory;
import io.sluice.sharedmemory.SysvSharedMemoryBuilder;
import io.sluice.sysvipc.IpcKey;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** {@code sluice sysvshm create}. */
@Command(
        name = "create",
        description =
                "Create a segment, or check that an existing segment is large enough and has this mode. Print whether it was"
                        + " created or exists.",
        footer = {
            "",
            "An existing segment keeps its size and its bytes.",
            "",
            "Examples:",
            "  sluice sysvshm create --key 0x4d2 --size 4096",
            "  sluice sysvshm create --path /run/daemon.lock --project A --size 1048576 \\",
            "      --mode 0660",
            "  sluice sysvshm create --key 1234 --size 1 --exclusive || echo 'it exists'"
        })
final class SysvShmCreateCommand implements Callable<Integer> {
    private final StandardOutput output;

    @ArgGroup(multiplicity = "1")
    private IpcKeyOptions segment = new IpcKeyOptions();

    @Mixin
    private final SizeOption size = new SizeOption();

    @Option(
            names = "--mode",
            paramLabel = "OCTAL",
            converter = ModeConverter.class,
            description = "The permission bits of a new segment, whatever the umask. Default: 0600.")
    private @Nullable Integer mode;

    @Option(names = "--exclusive", description = "Fail if the segment exists.")
    private boolean exclusive;

    @Option(names = "--accept-shape", description = "Accept an existing segment that is smaller, or has another mode.")
    private boolean shapeAccepted;

    SysvShmCreateCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Mono.fromCallable(this::create));
    }

    private String create() {
        SysvSharedMemoryBuilder builder = builder();
        SysvSharedMemory opened = exclusive ? builder.create() : builder.openOrCreate();
        return (opened.wasCreated() ? "created " : "exists ") + opened.name() + ": " + opened.size() + " bytes, mode "
                + OwnerAndMode.mode(opened.status().permissions().mode());
    }

    private SysvSharedMemoryBuilder builder() {
        IpcKey key = segment.key();
        if (key == null) {
            throw new IllegalStateException("no key"); // the parser requires one
        }
        SysvSharedMemoryBuilder builder = SysvSharedMemory.builder(key).size(size.value());
        if (mode != null) {
            builder.mode(mode);
        }
        return shapeAccepted ? builder.acceptShape() : builder;
    }
}
