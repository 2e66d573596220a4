package io.sluice.samples;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.samples.support.CDaemon;
import io.sluice.samples.support.NamedQueue;
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
        return commands.send(PosixMessage.ofText(command), PATIENCE)
                .doOnSuccess(sent -> System.out.println(degrees + " degrees: " + command));
    }

    /**
     * Switches the heating on and off, twice each, and then stops the daemon.
     *
     * @param args none
     */
    @SuppressWarnings("try") // the daemon is there for its end alone
    public static void main(String[] args) {
        if (CDaemon.lacksCompiler()) {
            return;
        }
        long pid = ProcessHandle.current().pid();
        try (NamedQueue readings = NamedQueue.create("/sluice-readings-" + pid, 10);
                NamedQueue commands = NamedQueue.create("/sluice-commands-" + pid, 10);
                CDaemon daemon = CDaemon.start("thermostat", readings.name(), commands.name())) {
            Thermostat thermostat = new Thermostat(commands.queue());
            PosixMqReceiver.create(readings.queue())
                    .receive()
                    .map(PosixMessage::text)
                    .takeWhile(text -> !text.equals("stopped"))
                    .timeout(PATIENCE)
                    .concatMap(text -> thermostat.react(Double.parseDouble(text)), 0)
                    .blockLast();
            System.out.println("the daemon has stopped");
        }
    }
}
