package io.sluice.samples.docs;

import io.sluice.process.ExitStatus;
import io.sluice.reactor.process.Processes;
import reactor.core.publisher.Mono;

/** The Java of docs/processes.md. */
final class ProcessesSnippets {
    private ProcessesSnippets() {}

    static Mono<?> await(long pid, Process child) {
        Processes processes = Processes.create();
        Mono<Void> exited = processes.exited(pid);
        Mono<ExitStatus> status = processes.status(child);

        return exited.then(status);
    }
}
