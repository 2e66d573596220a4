package io.sluice.benchmarks;

import io.sluice.benchmarks.Programs.Program;
import java.util.LinkedHashMap;
import java.util.Map;

/** The processes of one row, each started when it is first needed. */
final class Workers implements AutoCloseable {
    private final Programs programs;
    private final Map<String, Worker> running = new LinkedHashMap<>();

    Workers(Programs programs) {
        this.programs = programs;
    }

    Worker get(String name, Program program) {
        return running.computeIfAbsent(name, any -> new Worker(name, program.command(programs)));
    }

    void end(String name) {
        Worker worker = running.remove(name);
        if (worker != null) {
            worker.end();
        }
    }

    @Override
    public void close() {
        running.values().forEach(Worker::close);
    }
}
