package io.sluice.cli.bridge;

import io.sluice.cli.command.HelpOption;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code sluice bridge}. */
@Command(
        name = "bridge",
        description = "Carry messages from queues to Kafka, and back, until a signal ends the command.",
        footer = {
            "",
            "One end is a queue: /NAME or mq:/NAME (POSIX), or sysv:KEY (System V); or ring:/NAME, or fifo:/PATH. The other one"
                    + " is kafka:TOPIC.",
            "",
            "On the way to Kafka, a message is in the queue, in a journal on disk, or acknowledged by Kafka. If the journal is"
                    + " full or Kafka is away, nothing is taken, and senders wait. On the way back, an offset is committed when the"
                    + " message is in the queue.",
            "",
            "A file has one setting in a line: bootstrap, journal, journal-size, sync, kafka.NAME for any setting of Kafka's"
                    + " clients, and for each route route.NAME.from, .to, .order, .group, .dead-letter and"
                    + " .records. Options count more.",
            "",
            "Examples:",
            "  sluice bridge --from /orders --to kafka:orders --bootstrap localhost:9092",
            "  sluice bridge --from kafka:answers --to /answers --bootstrap localhost:9092",
            "  sluice bridge --config /etc/sluice/bridge.properties"
        })
public final class BridgeCommand implements Callable<Integer> {
    private static final String DEFAULT_SIZE = "64m";

    private final StandardOutput output;
    private final Termination termination;

    @Option(names = "--from", paramLabel = "END", description = "Where messages are taken.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "END", description = "Where they go.")
    private @Nullable String to;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "A broker of Kafka, or several with commas between them.")
    private @Nullable String bootstrap;

    @Option(names = "--config", paramLabel = "FILE", description = "Read routes and settings from a file.")
    private @Nullable Path config;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description = "The folder of the journals. Default: sluice/bridge in $XDG_STATE_HOME or ~/.local/state.")
    private @Nullable String journal;

    @Option(
            names = "--journal-size",
            paramLabel = "SIZE",
            description = "How much a journal holds, such as 512k, 64m or 2g. Default: 64m.")
    private @Nullable String journalSize;

    @Option(names = "--sync", description = "Force each message to disk: the journal survives a power cut.")
    private boolean sync;

    @Option(
            names = "--order",
            paramLabel = "WHICH",
            description =
                    "What keeps its order in Kafka: number (each priority or type), all or none. Default: number.")
    private @Nullable String order;

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description = "The consumer group. Default: sluice-bridge- and the queue.")
    private @Nullable String group;

    @Option(
            names = "--dead-letter",
            paramLabel = "TOPIC",
            description = "Where records go that are too large for the queue. Default: they end the command.")
    private @Nullable String deadLetters;

    @Option(
            names = "--records",
            paramLabel = "WHICH",
            description = "What a message is in a FIFO: lines, or how many bytes each record has. Default: lines.")
    private @Nullable String records;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private BridgeCommand(StandardOutput output, Termination termination) {
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
        return HelpOption.withHelp(new BridgeCommand(output, termination));
    }

    @Override
    public Integer call() {
        BridgeSettings settings;
        try {
            settings = settings();
        } catch (TypeConversionException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
        return new Bridge(settings, output, spec.commandLine().getErr()).run(termination);
    }

    private BridgeSettings settings() {
        Optional<BridgeFile> file = Optional.ofNullable(config).map(BridgeFile::read);
        List<RouteSettings> routes = new ArrayList<>();
        if (from != null || to != null || file.isEmpty()) {
            if (from == null && to == null) {
                throw new TypeConversionException("there is no route: use --from and --to, or --config");
            }
            routes.add(RouteSettings.of(from, to, order, group, deadLetters, records));
        } else {
            refuseOptionsOfARoute();
        }
        file.map(BridgeFile::routes).ifPresent(routes::addAll);
        if (routes.isEmpty()) {
            throw new TypeConversionException(config + " has no route, such as route.orders.from and route.orders.to");
        }
        refuseTwoOfOneQueue(routes);
        Map<String, String> client = new HashMap<>(file.map(BridgeFile::client).orElse(Map.of()));
        client.put("bootstrap.servers", checkedBootstrap(setting(bootstrap, file, "bootstrap")));
        String size = setting(journalSize, file, "journal-size");
        return new BridgeSettings(
                routes,
                client,
                JournalPlace.of(setting(journal, file, "journal")),
                new ByteSizeConverter().convert(size == null ? DEFAULT_SIZE : size),
                sync || isTrue(setting(null, file, "sync")));
    }

    /** They are for the route of the command line alone: one of a file has its own. */
    private void refuseOptionsOfARoute() {
        ParseResult given = spec.commandLine().getParseResult();
        Stream.of("--order", "--group", "--dead-letter", "--records")
                .filter(given::hasMatchedOption)
                .findFirst()
                .ifPresent(option -> {
                    throw new TypeConversionException(
                            option + " is for the route of --from and --to: a route of a file has "
                                    + option.replace("--", "route.NAME."));
                });
    }

    private static @Nullable String setting(@Nullable String option, Optional<BridgeFile> file, String key) {
        return option != null ? option : file.map(each -> each.general(key)).orElse(null);
    }

    private static boolean isTrue(@Nullable String value) {
        if (value == null || value.equals("true") || value.equals("false")) {
            return "true".equals(value);
        }
        throw new TypeConversionException("sync is '" + value + "': use true or false");
    }

    private static void refuseTwoOfOneQueue(List<RouteSettings> routes) {
        Set<RouteEnd> sources = new HashSet<>();
        for (RouteSettings route : routes) {
            if (!route.from().isTopic() && !sources.add(route.from())) {
                throw new TypeConversionException(
                        route.from() + " is the beginning of two routes, and a message goes only one way");
            }
        }
    }

    private static String checkedBootstrap(@Nullable String servers) {
        if (servers == null) {
            throw new TypeConversionException("--bootstrap is missing: a broker of Kafka, such as localhost:9092");
        }
        for (String server : servers.split(",", -1)) {
            if (!server.strip().matches("[^\\s:]+:[1-9]\\d{0,4}|\\[[^\\s\\]]+]:[1-9]\\d{0,4}")) {
                throw new TypeConversionException("'" + server + "' is not HOST:PORT, such as localhost:9092");
            }
        }
        return servers;
    }
}
