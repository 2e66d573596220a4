package io.sluice.cli.ring;

import io.sluice.cli.command.EscapedText;
import io.sluice.cli.command.StandardOutput;
import io.sluice.ring.Ring;
import io.sluice.ring.RingStatus;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Flux;

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

    RingInfoCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Flux.using(name::open, RingInfoCommand::lines, Ring::close));
    }

    private static Flux<String> lines(Ring ring) {
        RingStatus status = ring.status();
        return Flux.just(
                "name: " + EscapedText.onOneLine(ring.name()),
                "producers: " + RingCreateCommand.producers(status.producers()),
                "capacity: " + status.capacity(),
                "longest-message: " + status.longestMessage(),
                "used: " + status.usedBytes(),
                "produced: " + status.producedBytes(),
                "consumed: " + status.consumedBytes(),
                "consumer: " + consumer(status),
                "unblocked: " + status.unblocked());
    }

    private static String consumer(RingStatus status) {
        OptionalLong pid = status.consumerPid();
        if (pid.isPresent()) {
            return Long.toString(pid.getAsLong());
        }
        return status.hasConsumer() ? "?" : "-";
    }
}
