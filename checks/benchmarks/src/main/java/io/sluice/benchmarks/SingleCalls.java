package io.sluice.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks of single calls with JMH, on the JDK that the contestants of the table run on. */
public final class SingleCalls {
    private static final TimeValue ITERATION = TimeValue.seconds(1);
    private static final int WARM_UPS = 3;
    private static final int ITERATIONS = 5;

    private SingleCalls() {}

    public static void main(String[] arguments) throws RunnerException, IOException {
        Jdk jdk = Jdk.forContestants();
        Path folder = Files.createDirectories(Options.fromProperties().folder());
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(System.getProperty("sluice.calls", "") + ".*")
                .jvm(jdk.home().resolve("bin/java").toString())
                .jvmArgs("--enable-native-access=ALL-UNNAMED")
                .forks(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(ITERATION)
                .measurementIterations(ITERATIONS)
                .measurementTime(ITERATION)
                .addProfiler("gc")
                .result(folder.resolve("jmh.csv").toString());
        if (!jdk.hasForeign()) {
            options.param("binding", "jna");
        }
        new Runner(options.build()).run();
    }
}
