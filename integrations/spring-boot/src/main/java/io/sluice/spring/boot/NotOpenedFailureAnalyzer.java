package io.sluice.spring.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports an object that could not be opened as Spring Boot reports its own failures, without a stack trace. */
final class NotOpenedFailureAnalyzer extends AbstractFailureAnalyzer<NotOpenedException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NotOpenedException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Start the process that creates it first; or let this application create it (open: open-or-create) or, for a"
                        + " queue, wait for it (await-appearance: true).",
                cause);
    }
}
