package io.sluice.cli.ring;

import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.NamedValues;
import io.sluice.cli.message.ValuesPrinter;
import io.sluice.ring.Ring;
import io.sluice.ring.RingStatus;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Mono;

/** {@code sluice ring info}. */
@Command(
        name = "info",
        description = "Print a ring's status, one 'name: value' per line.",
        footer = {
            "",
            "The consumer is - if no process reads the ring, and ? if it cannot be seen, as that of another container.",
            "Unblocked is how often a consumer has given up what a producer had claimed and not written.",
            "",
            "Examples:",
            "  sluice ring info /prices",
            "  sluice ring info /prices | sed -n 's/^used: //p'"
        })
final class RingInfoCommand implements Callable<Integer> {
    private final StandardOutput output;

    @Mixin
    private final RingName name = new RingName();

    @Mixin
    private final FormatOption format = new FormatOption();

    RingInfoCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return new ValuesPrinter(output, format)
                .info(Mono.using(name::open, ring -> Mono.just(values(ring)), Ring::close));
    }

    private static NamedValues values(Ring ring) {
        RingStatus status = ring.status();
        return new NamedValues()
                .with("name", ring.name())
                .with("producers", RingCreateCommand.producers(status.producers()))
                .with("capacity", status.capacity())
                .with("longest-message", status.longestMessage())
                .with("used", status.usedBytes())
                .with("produced", status.producedBytes())
                .with("consumed", status.consumedBytes())
                .with("consumer", consumer(status))
                .with("unblocked", status.unblocked());
    }

    private static @Nullable Object consumer(RingStatus status) {
        OptionalLong pid = status.consumerPid();
        if (pid.isPresent()) {
            return pid.getAsLong();
        }
        return status.hasConsumer() ? "?" : null;
    }
}
