package io.sluice.benchmarks;

import io.sluice.benchmarks.Programs.Program;
import io.sluice.benchmarks.worker.Command;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A whole path between two processes: each contestant, in a process that lives for the whole row, against the same peer, one
 * after the other, on new queues each round.
 */
final class PathRow implements Row {
    private final String id;
    private final String title;
    private final List<Contestant> contestants = new ArrayList<>();
    private final List<Metric> metrics = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();
    private @Nullable Program peer;
    private boolean peerFirst;
    private int maxMessages;
    private int size;
    private int count;
    private int mostWarmUps = Integer.MAX_VALUE;
    private boolean newProcesses;
    private boolean peerById;
    private RoundQueues.Kind queues = contestant -> new PosixRoundQueues(contestant.queues(), maxMessages, size);

    PathRow(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** Their order is that of the table. */
    PathRow contestants(Contestant... all) {
        contestants.addAll(List.of(all));
        return this;
    }

    /** The other end sends, so the contestant has to be ready before it begins. */
    PathRow sender(Program program) {
        peer = program;
        return this;
    }

    /** The other end receives, so it has to be ready before the contestant begins. */
    PathRow receiver(Program program) {
        peer = program;
        peerFirst = true;
        return this;
    }

    /** The other end sends before the contestant begins: no more than the queue holds. */
    PathRow senderAhead(Program program) {
        return receiver(program);
    }

    PathRow posixQueues(int messages, int bytes) {
        maxMessages = messages;
        size = bytes;
        return this;
    }

    PathRow sysvQueue() {
        queues = contestant -> new SysvRoundQueue();
        return this;
    }

    /** Two semaphores and a file; the first one has so many permits. */
    PathRow semaphores(int permits) {
        queues = contestant -> new RoundSemaphores(permits);
        return this;
    }

    PathRow lockFile() {
        queues = contestant -> new RoundLockFile();
        return this;
    }

    /** Whatever a contestant needs, for messages of so many bytes. */
    PathRow queues(RoundQueues.Kind kind, int bytes) {
        queues = kind;
        size = bytes;
        return this;
    }

    /** One FIFO, which no contestant waits to open. */
    PathRow fifo(int bytes) {
        queues = contestant -> RoundFifos.held(contestant.queues());
        size = bytes;
        return this;
    }

    /** FIFOs that only the contestant opens. */
    PathRow fifosOfContestant() {
        queues = contestant -> RoundFifos.left(contestant.queues());
        return this;
    }

    /** In place of the names of queues, the contestant gets the process id of the other end. */
    PathRow peerById() {
        peerById = true;
        return this;
    }

    /** How many messages a round has, or what else the programs of this row count. */
    PathRow count(int messages) {
        count = messages;
        return this;
    }

    /** For rounds that the JIT has little to do with. */
    PathRow mostWarmUps(int rounds) {
        mostWarmUps = rounds;
        return this;
    }

    /** Each round is the first one of a new process, and its time begins with that of the process. */
    PathRow newProcesses() {
        newProcesses = true;
        return this;
    }

    PathRow measures(Metric... all) {
        metrics.addAll(List.of(all));
        return this;
    }

    PathRow compares(Comparison... all) {
        comparisons.addAll(List.of(all));
        return this;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int maxMessages() {
        return maxMessages;
    }

    @Override
    public List<Comparison> comparisons() {
        return comparisons;
    }

    List<String> namesOfThoseWhoCan(Programs programs) {
        return contestants.stream()
                .filter(contestant -> programs.refusal(contestant).isEmpty())
                .map(Contestant::name)
                .toList();
    }

    @Override
    public RowResult run(Programs programs, Options options) {
        RowResult result = new RowResult();
        List<Contestant> able = taking(programs, options, result);
        try (Workers workers = new Workers(programs)) {
            for (Contestant contestant : able) {
                if (contestant.makesArchive()) {
                    round(contestant, workers, new RowResult()); // its process makes the archive
                    round(contestant, workers, new RowResult()); // whether the archive is used is looked at here
                }
            }
            for (int round = -Math.min(mostWarmUps, options.warmUps()); round < options.rounds(); round++) {
                List<Contestant> order = new ArrayList<>(able);
                Collections.rotate(order, round); // nobody is always behind the same neighbour
                for (Contestant contestant : order) {
                    round(contestant, workers, round < 0 ? new RowResult() : result);
                }
            }
        }
        return result;
    }

    private List<Contestant> taking(Programs programs, Options options, RowResult result) {
        List<Contestant> able = new ArrayList<>();
        for (Contestant contestant : contestants) {
            Optional<String> refusal = programs.refusal(contestant);
            refusal.ifPresent(reason -> result.absent(contestant.name(), reason));
            if (refusal.isEmpty()) {
                able.add(contestant);
                if (contestant.isSluice() && !options.before().isEmpty()) {
                    able.add(contestant.ofBuild(options.before()));
                }
            }
        }
        return able;
    }

    private void round(Contestant contestant, Workers workers, RowResult result) {
        try (RoundQueues opened = queues.create(contestant)) {
            Command command = new Command(count, size, opened.names());
            Worker other = peer == null ? null : workers.get("the peer of " + id, peer);
            if (peerFirst && other != null) {
                other.start(command);
            }
            long begun = System.nanoTime();
            Worker worker = workers.get(contestant.name(), contestant.program());
            worker.start(
                    peerById && other != null
                            ? new Command(count, size, List.of(Long.toString(other.pid())))
                            : command);
            if (!peerFirst && other != null) {
                other.start(command);
            }
            Map<String, Double> values = worker.await();
            values.put(Metric.SINCE_START, (double) System.nanoTime() - begun);
            if (other != null) {
                other.await().forEach(values::putIfAbsent);
            }
            opened.requireEmpty(contestant.name());
            metrics.forEach(metric -> metric.addTo(result, contestant, command, values));
            if (newProcesses) {
                workers.end(contestant.name());
            }
        }
    }
}
