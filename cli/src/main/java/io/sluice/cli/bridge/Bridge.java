package io.sluice.cli.bridge;

import io.sluice.cli.command.CommandFailure;
import io.sluice.cli.command.ExitStatus;
import io.sluice.cli.command.FailureReport;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import io.sluice.cli.option.IpcKeyConverter;
import io.sluice.kafka.Journal;
import io.sluice.kafka.KafkaToQueue;
import io.sluice.kafka.LocalQueue;
import io.sluice.kafka.QueueToKafka;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Stoppable;
import io.sluice.ring.Ring;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessageQueue;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The routes of a command. If one ends with an error, all end. */
final class Bridge {
    private final BridgeSettings settings;
    private final StandardOutput output;
    private final PrintWriter err;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<Stoppable> running = new ArrayList<>();
    private final List<Mono<Void>> runs = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Sinks.Empty<Void> closed = Sinks.empty();

    Bridge(BridgeSettings settings, StandardOutput output, PrintWriter err) {
        this.settings = settings;
        this.output = output;
        this.err = err;
    }

    Integer run(Termination termination) {
        try {
            settings.routes().forEach(this::open);
            termination.requested(closed::asMono).subscribe(null, null, this::stop);
            settings.routes().forEach(route -> output.printLine(route.toString()));
            Mono.when(runs.stream().map(this::untilFailure).toList()).block();
        } catch (IllegalArgumentException refused) {
            throw new CommandFailure(ExitStatus.FAILED, String.valueOf(refused.getMessage()), refused);
        } finally {
            close();
            closed.tryEmitEmpty();
        }
        Throwable first = failure.get();
        if (first != null) {
            throw Exceptions.propagate(first);
        }
        return ExitStatus.DONE;
    }

    private Mono<Void> untilFailure(Mono<Void> run) {
        return run.onErrorResume(error -> {
            failure.compareAndSet(null, error);
            String inHand = InHand.of(error);
            if (inHand != null) {
                notice(inHand);
            }
            stop();
            return Mono.empty();
        });
    }

    private void stop() {
        running.forEach(Stoppable::stop);
    }

    private void open(RouteSettings route) {
        if (route.from().isTopic()) {
            LocalQueue queue = queue(route.to(), route, PosixAccess.WRITE, SysvAccess.WRITE);
            KafkaToQueue toQueue = KafkaToQueue.create(
                    route.from().name(), queue, route.group(), settings.client(), route.deadLetters(), this::notice);
            running.add(toQueue);
            runs.add(toQueue.run());
        } else {
            LocalQueue queue = queue(route.from(), route, PosixAccess.READ, SysvAccess.READ);
            QueueToKafka toKafka = QueueToKafka.create(
                    queue, route.to().name(), journal(route.from()), settings.client(), route.order(), this::notice);
            running.add(toKafka);
            runs.add(toKafka.run());
        }
    }

    private LocalQueue queue(RouteEnd end, RouteSettings route, PosixAccess access, SysvAccess sysvAccess) {
        return switch (end.kind()) {
            case MQ -> LocalQueue.of(closing(PosixMessageQueue.open(end.name(), access)));
            case SYSV ->
                LocalQueue.of(closing(SysvMessageQueue.open(new IpcKeyConverter().convert(end.name()), sysvAccess)));
            case RING -> LocalQueue.of(closing(Ring.builder(end.name()).open()));
            case FIFO -> LocalQueue.fifo(Path.of(end.name()), route.records());
            case KAFKA -> throw new IllegalArgumentException(end + " is no queue");
        };
    }

    private Journal journal(RouteEnd queue) {
        Path folder = JournalPlace.of(settings.journal(), queue);
        try {
            Journal journal = closing(Journal.open(folder, settings.journalSize(), settings.sync()));
            journal.damage().forEach(damage -> notice("the journal is damaged: " + damage));
            if (journal.size() > 0) {
                notice(queue + ": " + journal.size() + " messages of the journal are sent first");
            }
            return journal;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitStatus.FAILED, "the journal " + folder + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private <T extends AutoCloseable> T closing(T resource) {
        opened.push(resource);
        return resource;
    }

    private void close() {
        for (AutoCloseable each : opened) {
            try {
                each.close();
            } catch (Exception e) {
                notice(String.valueOf(e.getMessage()));
            }
        }
    }

    private void notice(String text) {
        FailureReport.print(err, text);
    }
}
