package io.sluice.cli.ring;

import io.sluice.cli.command.StandardOutput;
import io.sluice.ring.Ring;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import reactor.core.publisher.Flux;

/** {@code sluice ring header}. */
@Command(
        name = "header",
        description = "Print sluice_ring.h, by which C and C++ programs send to a ring and receive from it.",
        footer = {
            "",
            "It needs C11 or C++11, Linux, and no library. Its licence is Apache-2.0.",
            "",
            "Examples:",
            "  sluice ring header > sluice_ring.h"
        })
final class RingHeaderCommand implements Callable<Integer> {
    private final StandardOutput output;

    RingHeaderCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Flux.defer(() -> Flux.fromStream(Ring.cHeader().lines())));
    }
}
