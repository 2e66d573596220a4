package io.sluice.cli.doctor;

import io.sluice.errno.ErrnoException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What some checks have found. */
record Report(List<Finding> findings) {
    static Report of(List<Check> checks) {
        List<Finding> found = new ArrayList<>();
        for (Check check : checks) {
            found.addAll(findings(check));
        }
        return new Report(List.copyOf(found));
    }

    /** A check that fails must not hide what the others find. */
    private static List<Finding> findings(Check check) {
        try {
            return check.findings();
        } catch (ErrnoException refused) {
            return List.of(new Finding(
                    check.area(),
                    Verdict.FAIL,
                    refused.errno().name(),
                    message(refused),
                    "use a kernel and a container with it"));
        } catch (RuntimeException | LinkageError unreadable) { // without a binding, classes cannot be initialized
            return List.of(Finding.unknown(check.area(), "cannot be read here", message(unreadable)));
        }
    }

    static String message(Throwable failure) {
        String message = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getName());
        return message.replaceAll("\\s+", " ").strip();
    }

    Verdict worst() {
        return findings.stream().map(Finding::verdict).max(Verdict::compareTo).orElse(Verdict.OK);
    }
}
