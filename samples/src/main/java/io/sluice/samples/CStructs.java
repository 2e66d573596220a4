package io.sluice.samples;

import io.sluice.mqueue.PosixMessage;
import io.sluice.reactor.codec.WhenUndecodable;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.process.Processes;
import io.sluice.samples.support.CDaemon;
import io.sluice.samples.support.NamedQueue;
import io.sluice.samples.support.Weather;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A C program sends structs, {@code weather.c}, and they come as records. What is no such struct is skipped, and does not end the
 * stream.
 */
public final class CStructs {
    private static final int READINGS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private CStructs() {}

    /**
     * Prints three readings.
     *
     * @param args none
     */
    public static void main(String[] args) {
        if (CDaemon.lacksCompiler()) {
            return;
        }
        WhenUndecodable<PosixMessage> others = WhenUndecodable.skip(
                other -> System.out.println("no reading: " + new String(other.payload(), StandardCharsets.UTF_8)));
        try (NamedQueue named = NamedQueue.create(
                        "/sluice-weather-" + ProcessHandle.current().pid(), 4);
                CDaemon stations = CDaemon.start("weather", named.name())) {
            PosixMqReceiver.create(named.queue())
                    .receive(Weather.CODEC, others)
                    .take(READINGS)
                    .doOnNext(System.out::println)
                    .then(Processes.create().exited(stations.process()))
                    .block(PATIENCE);
        }
        System.out.println("skipped: " + others.count());
    }
}
