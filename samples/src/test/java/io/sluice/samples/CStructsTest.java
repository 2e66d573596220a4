package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.samples.support.Weather;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class CStructsTest {
    private static final Duration BOUND = Duration.ofSeconds(60);

    @ParameterizedTest
    @Twins({CStructs.class, io.sluice.samples.kotlin.CStructs.class})
    void structsComeAsObjects(Class<?> sample) {
        CProgram.requireCompiler();
        try (RunningProgram running = new ForkedJvm().start(sample)) {
            RunningProgram.Exit exit = running.awaitExit(BOUND);
            assertThat(exit.status()).as(exit.output()).isZero();
            assertThat(exit.output().lines().map(line -> line.replace('(', '[').replace(')', ']')))
                    .containsExactly(
                            "Weather[station=7, calibrated=true, takenAt=2026-01-01T00:00:00Z, celsius=21.5,"
                                    + " strongestGust=455, place=Zugspitze]",
                            "Weather[station=8, calibrated=false, takenAt=2026-01-01T00:01:00Z, celsius=-4.25,"
                                    + " strongestGust=65535, place=Brocken]",
                            "no reading: station 9 restarts",
                            "Weather[station=9, calibrated=true, takenAt=2026-01-01T00:02:00Z, celsius=8.0,"
                                    + " strongestGust=130, place=Feldberg]",
                            "skipped: 1");
        }
    }

    /** The assertions are compiled behind the daemon's own struct. */
    @Test
    void theLayoutIsThatOfTheDaemon() throws IOException {
        String source;
        try (InputStream daemon = Weather.class.getResourceAsStream("/io/sluice/samples/weather.c")) {
            source = new String(daemon.readAllBytes(), StandardCharsets.UTF_8);
        }
        CProgram program = CProgram.ofSource(
                "weather_layout", "#include <stddef.h>\n" + source + Weather.CODEC.assertionsInC("struct weather"));
        try (RunningProgram usage = program.start()) {
            assertThat(usage.awaitExit(Bounds.WITH_START).status()).isEqualTo(2);
        }
    }
}
