package io.sluice.cli.ring;

import io.sluice.cli.command.EscapedText;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.option.ModeConverter;
import io.sluice.ring.ProducerKind;
import io.sluice.ring.Ring;
import io.sluice.ring.RingBuilder;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import reactor.core.publisher.Mono;

/** {@code sluice ring create}. */
@Command(
        name = "create",
        description =
                "Create a ring if it does not exist. Print whether it was created or exists, and how large it is.",
        footer = {
            "",
            "A ring that exists keeps its capacity, its kind and its mode.",
            "",
            "Examples:",
            "  sluice ring create /prices --capacity 1048576",
            "  sluice ring create /prices --capacity 65536 --one-producer --mode 0660",
            "  sluice ring create /prices --capacity 65536 --exclusive || echo 'it exists'"
        })
final class RingCreateCommand implements Callable<Integer> {
    private final StandardOutput output;

    @Mixin
    private final RingName name = new RingName();

    @Option(
            names = "--capacity",
            required = true,
            paramLabel = "BYTES",
            converter = Capacity.class,
            description =
                    "How many bytes of records a new ring holds: a power of two from 4096 to 1073741824. The longest"
                            + " message has an eighth of it.")
    private int capacity;

    @Option(
            names = "--one-producer",
            description = "Let one producer at a time write to a new ring. Default: any number.")
    private boolean oneProducer;

    @Option(
            names = "--mode",
            paramLabel = "OCTAL",
            converter = ModeConverter.class,
            description = "The permission bits of a new ring, whatever the umask. Default: 0600.")
    private @Nullable Integer mode;

    @Option(names = "--exclusive", description = "Fail if the ring exists.")
    private boolean exclusive;

    RingCreateCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Mono.fromCallable(this::create));
    }

    private String create() {
        RingBuilder builder =
                name.builder().capacity(capacity).producers(oneProducer ? ProducerKind.ONE : ProducerKind.MANY);
        if (mode != null) {
            builder.mode(mode);
        }
        try (Ring ring = exclusive ? builder.create() : builder.openOrCreate()) {
            return (ring.wasCreated() ? "created " : "exists ") + EscapedText.onOneLine(ring.name()) + ": "
                    + ring.capacity() + " bytes, " + producers(ring.producers());
        }
    }

    static String producers(ProducerKind kind) {
        return kind == ProducerKind.ONE ? "one producer" : "many producers";
    }

    /** Reads a capacity. */
    static final class Capacity implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            try {
                int bytes = Integer.parseInt(value);
                Ring.builder("/checked").capacity(bytes); // checks the number and opens nothing
                return bytes;
            } catch (IllegalArgumentException e) { // a NumberFormatException, too
                throw new TypeConversionException("'" + value + "' is not a power of two from 4096 to 1073741824");
            }
        }
    }
}
