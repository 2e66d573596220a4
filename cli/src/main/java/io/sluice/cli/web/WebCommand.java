package io.sluice.cli.web;

import io.sluice.cli.command.ExitStatus;
import io.sluice.cli.command.FailureReport;
import io.sluice.cli.command.HelpOption;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import io.sluice.cli.option.DurationConverter;
import io.sluice.cli.option.FifoOption;
import io.sluice.cli.option.WholeNumberConverter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Mono;

/** {@code sluice web}. */
@Command(
        name = "web",
        description = "Show all objects of this IPC namespace in a browser, live, until a signal ends the command.",
        footer = {
            "",
            "Prints the address of the page. It has a random token: whoever has the address sees the page. The page takes"
                    + " no message, changes nothing unless --allow-actions is given, and asks no other host for anything.",
            "",
            "With --allow-actions, the page removes objects and empties queues. It asks before, and each action is a line on"
                    + " standard error: when, from which address, what, and the result.",
            "",
            "Without --bind, only programs on this machine can reach it. An address that other machines reach needs TLS: a"
                    + " certificate and its key as PEM files, the key not encrypted, as PKCS #8.",
            "",
            "Rates, holders and waiters are those of 'sluice top', and the table of limits is that of 'sluice doctor'.",
            "",
            "Examples:",
            "  sluice web",
            "  sluice web --port 8377 --interval 2s --fifo /run/plant/readings",
            "  sluice web --bind plant.example --tls-certificate cert.pem --tls-key key.pem"
        })
public final class WebCommand implements Callable<Integer> {
    private static final Duration USUAL_INTERVAL = Duration.ofMillis(500);

    private final StandardOutput output;
    private final Termination termination;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "The address or name under which the page is reached. Default: 127.0.0.1.")
    private String bind = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "N",
            converter = Port.class,
            description = "The TCP port. Default: one that is free.")
    private int port;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            converter = DurationConverter.Positive.class,
            description = "The time between two looks. Default: 500ms.")
    private Duration interval = USUAL_INTERVAL;

    @Mixin
    private final FifoOption fifos = new FifoOption();

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "The certificate, with those that lead to it.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "The private key of the certificate.")
    private @Nullable Path key;

    @Option(names = "--allow-actions", description = "Let the page remove objects and empty queues.")
    private boolean actions;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private WebCommand(StandardOutput output, Termination termination) {
        this.output = output;
        this.termination = termination;
    }

    /**
     * The command.
     *
     * @param output standard output
     * @param termination the end by a signal
     * @return its command line
     */
    public static CommandLine commandLine(StandardOutput output, Termination termination) {
        return HelpOption.withHelp(new WebCommand(output, termination));
    }

    @Override
    public Integer call() {
        PageAddress address = PageAddress.of(bind, port, certificate, key);
        try (LivePage page = LivePage.open(address, fifos.checked(), interval, requests())) {
            output.printLine(page.url());
            termination.requested(Mono::empty).block();
        }
        return ExitStatus.DONE;
    }

    private ActionRequests requests() {
        PrintWriter err = spec.commandLine().getErr();
        return new ActionRequests(actions, line -> FailureReport.print(err, line));
    }

    /** Reads a port. */
    static final class Port extends WholeNumberConverter<Integer> {
        Port() {
            super(0, 0xffff, number -> (int) number);
        }
    }
}
