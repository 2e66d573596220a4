package io.sluice.cli.shm;

import io.sluice.cli.command.EscapedText;
import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.memory.SizeOption;
import io.sluice.cli.option.ModeConverter;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.sharedmemory.SharedMemoryBuilder;
import io.sluice.sharedmemory.SharedMemoryInfo;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** {@code sluice shm create}. */
@Command(
        name = "create",
        description =
                "Create an object with memory behind each byte, or check that an existing object is large enough. Print"
                        + " whether it was created or exists.",
        footer = {
            "",
            "An existing object keeps its size, its bytes and its mode.",
            "",
            "Examples:",
            "  sluice shm create /prices --size 4096",
            "  sluice shm create /prices --size 1048576 --mode 0660",
            "  sluice shm create /prices --size 1 --exclusive || echo 'it exists'"
        })
final class ShmCreateCommand implements Callable<Integer> {
    private final StandardOutput output;

    @Mixin
    private final ObjectName name = new ObjectName();

    @Mixin
    private final SizeOption size = new SizeOption();

    @Option(
            names = "--mode",
            paramLabel = "OCTAL",
            converter = ModeConverter.class,
            description = "The permission bits of a new object, whatever the umask. Default: 0600.")
    private @Nullable Integer mode;

    @Option(names = "--exclusive", description = "Fail if the object exists.")
    private boolean exclusive;

    ShmCreateCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Mono.fromCallable(this::create));
    }

    private String create() {
        SharedMemoryBuilder builder = name.builder().size(size.value());
        if (mode != null) {
            builder.mode(mode);
        }
        try (SharedMemory opened = exclusive ? builder.create() : builder.openOrCreate()) {
            SharedMemoryInfo info = opened.info();
            return (opened.wasCreated() ? "created " : "exists ") + EscapedText.onOneLine(opened.name()) + ": "
                    + info.size() + " bytes, mode " + OwnerAndMode.mode(info.mode());
        }
    }
}
