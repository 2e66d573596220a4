package io.sluice.trial.report;

import java.nio.file.Path;
import java.util.Optional;

/** What this JVM records, and where; nothing in a build that was not asked to. */
final class Session {
    private static final Optional<Results> RESULTS = Results.chosen();
    private static final Optional<Run> RUN = RESULTS.map(results -> Run.current(root()));

    private Session() {}

    static Optional<Results> results() {
        return RESULTS;
    }

    static Optional<Run> run() {
        return RUN;
    }

    /** Of the project. */
    static Path root() {
        return Path.of(System.getProperty("basedir", "."))
                .toAbsolutePath()
                .normalize()
                .getParent()
                .getParent();
    }
}
