package io.sluice.cli.sysvsem;

import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.option.IpcKeyOptions;
import io.sluice.cli.option.ModeConverter;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.semaphore.SysvSemaphoreSetBuilder;
import io.sluice.sysvipc.IpcKey;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** {@code sluice sysvsem create}. */
@Command(
        name = "create",
        description =
                "Create a set with its values, or check that an existing set has as many semaphores and this mode."
                        + " Print whether it was created or exists.",
        footer = {
            "",
            "An existing set keeps its values. If its creator has not given it its values yet, this waits for that, for 5"
                    + " seconds at the most.",
            "",
            "Examples:",
            "  sluice sysvsem create --key 0x4d2 --values 1,0,3",
            "  sluice sysvsem create --path /run/daemon.lock --project A --mode 0660",
            "  sluice sysvsem create --key 1234 --exclusive || echo 'it exists'"
        })
final class SysvSemCreateCommand implements Callable<Integer> {
    private final StandardOutput output;

    @ArgGroup(multiplicity = "1")
    private IpcKeyOptions set = new IpcKeyOptions();

    @Option(
            names = "--values",
            paramLabel = "V,...",
            converter = InitialValues.Converter.class,
            description =
                    "A value for each semaphore of a new set, from 0 to 32767. Default: one semaphore of value 1.")
    private @Nullable InitialValues values;

    @Option(
            names = "--mode",
            paramLabel = "OCTAL",
            converter = ModeConverter.class,
            description = "The permission bits of a new set, whatever the umask. Default: 0600.")
    private @Nullable Integer mode;

    @Option(names = "--exclusive", description = "Fail if the set exists.")
    private boolean exclusive;

    @Option(names = "--accept-shape", description = "Accept an existing set with another number or mode.")
    private boolean shapeAccepted;

    SysvSemCreateCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Mono.fromCallable(this::create));
    }

    private String create() {
        SysvSemaphoreSetBuilder builder = builder();
        try (SysvSemaphoreSet opened = exclusive ? builder.create() : builder.openOrCreate()) {
            return (opened.wasCreated() ? "created " : "exists ") + opened.name() + ": values "
                    + InitialValues.text(opened.values()) + ", mode "
                    + OwnerAndMode.mode(opened.status().permissions().mode());
        }
    }

    private SysvSemaphoreSetBuilder builder() {
        IpcKey key = set.key();
        if (key == null) {
            throw new IllegalStateException("no key"); // the parser requires one
        }
        SysvSemaphoreSetBuilder builder = SysvSemaphoreSet.builder(key);
        if (values != null) {
            builder.values(values.toArray());
        }
        if (mode != null) {
            builder.mode(mode);
        }
        return shapeAccepted ? builder.acceptShape() : builder;
    }
}
