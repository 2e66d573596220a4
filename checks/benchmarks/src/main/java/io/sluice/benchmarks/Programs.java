package io.sluice.benchmarks;

import io.sluice.benchmarks.worker.WorkerMain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How the programs of this machine are started. */
final class Programs {
    private final CPrograms inC;
    private final Jdk jdk;
    private final String classPath;
    private final ClassArchives archives;

    Programs(CPrograms inC, Jdk jdk) {
        this(inC, jdk, System.getProperty("java.class.path"));
    }

    private Programs(CPrograms inC, Jdk jdk, String classPath) {
        this.inC = inC;
        this.jdk = jdk;
        this.classPath = classPath;
        archives = new ClassArchives(inC.folder().resolve("archives"));
    }

    /** The same ones, but those in Java from the classes of another build. */
    Programs ofBuild(String otherClassPath) {
        return new Programs(inC, jdk, otherClassPath);
    }

    /** Why a contestant cannot take part; empty if it can. */
    Optional<String> refusal(Contestant contestant) {
        if (contestant.needsForeign() && !jdk.hasForeign()) {
            return Optional.of("JDK " + jdk.version() + " has no java.lang.foreign");
        }
        return Arrays.stream(Collector.values())
                .filter(collector -> collector.isOf(contestant) && !jdk.has(collector))
                .map(lacking -> "JDK " + jdk.version() + " has no " + lacking.title())
                .findFirst();
    }

    Jdk jdk() {
        return jdk;
    }

    /** One program, once the machine is known. */
    @FunctionalInterface
    interface Program {
        List<String> command(Programs programs);
    }

    /** A program in C from this module's resources. */
    static Program c(String name, String... arguments) {
        return programs -> {
            List<String> command = new ArrayList<>();
            command.add(programs.inC.executable(name).toString());
            command.addAll(List.of(arguments));
            return command;
        };
    }

    /** A role of {@link WorkerMain} on a binding. */
    static Program java(String role, String binding) {
        return programs -> programs.jdk.worker(programs.classPath, List.of(), binding, role);
    }

    /** The same in a JVM with a collector. */
    static Program java(String role, String binding, Collector collector) {
        return programs -> programs.jdk.worker(programs.classPath, collector.flags(), binding, role);
    }

    /** The same with the classes from an archive, which the first such process makes at its end. */
    static Program javaFromArchive(String role, String binding) {
        return programs -> programs.archives.worker(programs.jdk, programs.classPath, binding, role);
    }
}
