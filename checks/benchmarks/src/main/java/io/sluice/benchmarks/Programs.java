package io.sluice.benchmarks;

import io.sluice.benchmarks.worker.WorkerMain;
import java.util.ArrayList;
import java.util.List;

/** How the programs of this machine are started. */
final class Programs {
    private final CPrograms inC;
    private final Jdk jdk;
    private final String classPath;

    Programs(CPrograms inC, Jdk jdk) {
        this(inC, jdk, System.getProperty("java.class.path"));
    }

    private Programs(CPrograms inC, Jdk jdk, String classPath) {
        this.inC = inC;
        this.jdk = jdk;
        this.classPath = classPath;
    }

    /** The same ones, but those in Java from the classes of another build. */
    Programs ofBuild(String otherClassPath) {
        return new Programs(inC, jdk, otherClassPath);
    }

    /** False for {@code java.lang.foreign} where no JDK has it. */
    boolean canRun(Contestant contestant) {
        return !contestant.needsForeign() || jdk.hasForeign();
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
        return programs -> programs.jdk.worker(programs.classPath, binding, role);
    }
}
