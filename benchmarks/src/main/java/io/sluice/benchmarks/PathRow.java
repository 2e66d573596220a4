package io.sluice.benchmarks;

import io.sluice.benchmarks.Programs.Program;
import io.sluice.benchmarks.worker.Command;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A whole path between two processes: each contestant against the same kind of peer, in turns, on new queues each round.
 *
 * @param id its name
 * @param title what it asks
 * @param contestants who takes part, each in a process that lives for the whole row
 * @param peer the other end of each contestant's queues, a program in C
 * @param peerFirst whether the peer has to be ready before the contestant begins, as one that receives has
 * @param maxMessages how many messages a queue holds
 * @param size how many bytes a message has
 * @param count how many messages a round has
 * @param metrics what is measured
 * @param comparisons what is compared
 */
record PathRow(
        String id,
        String title,
        List<Contestant> contestants,
        Program peer,
        boolean peerFirst,
        int maxMessages,
        int size,
        int count,
        List<Metric> metrics,
        List<Comparison> comparisons)
        implements Row {

    @Override
    public RowResult run(Programs programs, Options options) {
        RowResult result = new RowResult();
        List<Running> running = new ArrayList<>();
        try (Worker other = new Worker("the peer of " + id, peer.command(programs))) {
            for (Contestant contestant : contestants) {
                if (programs.canRun(contestant)) {
                    running.add(new Running(
                            contestant,
                            new Worker(contestant.name(), contestant.program().command(programs))));
                }
            }
            for (int round = -options.warmUps(); round < options.rounds(); round++) {
                List<Running> order = new ArrayList<>(running);
                Collections.rotate(order, round); // nobody is always behind the same neighbour
                for (Running one : order) {
                    round(one, other, round < 0 ? new RowResult() : result);
                }
            }
        } finally {
            running.forEach(one -> one.worker().close());
        }
        return result;
    }

    private void round(Running one, Worker other, RowResult result) {
        Contestant contestant = one.contestant();
        try (RoundQueues queues = new RoundQueues(contestant.queues(), maxMessages, size)) {
            Command command = new Command(count, size, queues.names());
            Worker first = peerFirst ? other : one.worker();
            Worker second = peerFirst ? one.worker() : other;
            first.start(command);
            second.start(command);
            Map<String, Double> values = one.worker().await();
            other.await();
            queues.requireEmpty(contestant.name());
            metrics.forEach(metric -> metric.addTo(result, contestant, command, values));
        }
    }

    private record Running(Contestant contestant, Worker worker) {}
}
