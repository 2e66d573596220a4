package io.sluice.samples;

import io.sluice.mqueue.MqMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.PosixMqReceiver;
import io.sluice.reactor.PosixMqSender;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** A C daemon tells a service the temperature, and the service tells the daemon what to do: {@code thermostat.c}. */
public final class Thermostat {
    private static final double COLD = 19;
    private static final double WARM = 21;
    private static final int SWITCHES = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PosixMqSender commands;
    private boolean heating;
    private int switches;

    private Thermostat(PosixMessageQueue commands) {
        this.commands = PosixMqSender.create(commands);
    }

    /** One reading at a time. For most of them there is nothing to do. */
    private Mono<Void> react(double degrees) {
        if (heating ? degrees < WARM : degrees > COLD) {
            return Mono.empty();
        }
        heating = !heating;
        switches++;
        String command = switches > SWITCHES ? "stop" : heating ? "on" : "off";
        return commands.send(MqMessage.ofText(command), PATIENCE)
                .doOnSuccess(sent -> System.out.println(degrees + " degrees: " + command));
    }

    /**
     * Switches the heating on and off, twice each, and then stops the daemon.
     *
     * @param args none
     * @throws IOException never
     */
    @SuppressWarnings("try") // three of the resources are there for their ends alone
    public static void main(String[] args) throws IOException {
        if (CDaemon.lacksCompiler()) {
            return;
        }
        String readings = "/sluice-readings-" + ProcessHandle.current().pid();
        String commands = "/sluice-commands-" + ProcessHandle.current().pid();
        try (PosixMessageQueue readingQueue = create(readings);
                Closeable unlinkingReadings = () -> PosixMessageQueue.unlink(readings);
                PosixMessageQueue commandQueue = create(commands);
                Closeable unlinkingCommands = () -> PosixMessageQueue.unlink(commands);
                CDaemon daemon = CDaemon.start("thermostat", readings, commands)) {
            Thermostat thermostat = new Thermostat(commandQueue);
            PosixMqReceiver.create(readingQueue)
                    .receive()
                    .map(MqMessage::text)
                    .takeWhile(text -> !text.equals("stopped"))
                    .timeout(PATIENCE)
                    .concatMap(text -> thermostat.react(Double.parseDouble(text)), 0)
                    .blockLast();
            System.out.println("the daemon has stopped");
        }
    }

    private static PosixMessageQueue create(String name) {
        return PosixMessageQueue.builder(name)
                .maxMessages(10)
                .maxMessageSize(64)
                .create();
    }
}
