package io.sluice.benchmarks;

import io.sluice.benchmarks.Programs.Program;

/**
 * One who takes part in a row.
 *
 * @param name as it stands in the table
 * @param program its process
 * @param queues how many queues it has in a round
 */
record Contestant(String name, Program program, int queues) {
    static final String C_BLOCKING = "C blocking";
    static final String C_EPOLL = "C epoll";
    static final String FFM = "Sluice FFM";
    static final String JNA = "Sluice JNA";
    static final String HAND_FFM = "by hand FFM";
    static final String HAND_JNA = "by hand JNA";

    private static final String ARCHIVED = ", class archive";

    Contestant(String name, Program program) {
        this(name, program, 1);
    }

    /** Whether it is Sluice, and not what Sluice is compared with. */
    boolean isSluice() {
        return name.equals(FFM) || name.equals(JNA);
    }

    /** The same contestant from an earlier build, with that build's class path. */
    Contestant ofBuild(String classPath) {
        return new Contestant(before(name), programs -> program.command(programs.ofBuild(classPath)), queues);
    }

    /** How a contestant from an earlier build is named. */
    static String before(String name) {
        return name + " before";
    }

    /** How a contestant is named that takes its classes from an archive. */
    static String archived(String name) {
        return name + ARCHIVED;
    }

    /** Its first process makes the archive. */
    boolean makesArchive() {
        return name.endsWith(ARCHIVED);
    }

    boolean needsForeign() {
        return name.contains("FFM");
    }
}
