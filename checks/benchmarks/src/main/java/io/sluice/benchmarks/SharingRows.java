package io.sluice.benchmarks;

import static io.sluice.benchmarks.Comparison.ratio;
import static io.sluice.benchmarks.Metric.TIME;
import static io.sluice.benchmarks.Programs.c;
import static io.sluice.benchmarks.Programs.java;

import io.sluice.benchmarks.Comparison.Goal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What it costs to share: a loop among many queues, and a stream with another thread. */
final class SharingRows {
    private static final int COUNT = 100_000;
    private static final int[] QUEUES = {1, 20, 200};

    /** With the queue, there are ten thousand. */
    private static final int OTHERS = 9_999;

    private static final String ALONE = ", 1 descriptor";
    private static final String CROWDED = ", 10000 descriptors";
    private static final String C_HAND_OVER = "C futex, 1 at a time";

    /** Behind a contestant's name. */
    static final String ONE_QUEUE = ", 1 queue";

    private SharingRows() {}

    static List<Row> all() {
        return List.of(queues(), descriptors(), demand());
    }

    private static Row queues() {
        PathRow row = new PathRow("queues", "one loop, messages through one of its queues after the other, 64 bytes")
                .sender(c("send", "blocking"))
                .posixQueues(10, 64)
                .count(COUNT)
                .measures(TIME, Metric.CPU);
        for (String binding : List.of("ffm", "jna")) {
            String one = with(binding, QUEUES[0]);
            for (int queues : QUEUES) {
                row.contestants(new Contestant(with(binding, queues), java("receive", binding), queues));
            }
            row.compares(ratio(TIME, with(binding, QUEUES[1]), one));
            row.compares(ratio(TIME, with(binding, QUEUES[2]), one, Goal.atMost(1.2)));
            row.compares(ratio(Metric.CPU, with(binding, QUEUES[2]), one));
        }
        for (int queues : QUEUES) {
            row.contestants(new Contestant(with(null, queues), c("receive", "epoll"), queues));
        }
        return row.compares(ratio(TIME, with(null, QUEUES[2]), with(null, QUEUES[0])));
    }

    private static String with(@Nullable String binding, int queues) {
        String who = binding == null ? Contestant.C_EPOLL : sluice(binding);
        return queues == 1 ? who + ONE_QUEUE : who + ", " + queues + " queues";
    }

    private static String sluice(String binding) {
        return binding.equals("ffm") ? Contestant.FFM : Contestant.JNA;
    }

    private static Row descriptors() {
        PathRow row = new PathRow("descriptors", "one loop with 10,000 timers and FIFOs beside one queue, 64 bytes")
                .sender(c("send", "blocking"))
                .posixQueues(10, 64)
                .count(COUNT)
                .measures(TIME, Metric.CPU, Metric.DESCRIPTORS);
        for (String binding : List.of("ffm", "jna")) {
            String one = sluice(binding) + ALONE;
            String many = sluice(binding) + CROWDED;
            row.contestants(
                            new Contestant(one, java("receive", binding)),
                            new Contestant(many, java("receive-in-crowd", binding)))
                    .compares(ratio(TIME, many, one, Goal.atMost(1.2)), ratio(Metric.CPU, many, one));
        }
        String one = Contestant.C_EPOLL + ALONE;
        String many = Contestant.C_EPOLL + CROWDED;
        return row.contestants(
                        new Contestant(one, c("receive", "epoll")),
                        new Contestant(many, c("receive", "epoll", Integer.toString(OTHERS))))
                .compares(ratio(TIME, many, one));
    }

    private static Row demand() {
        PathRow row = new PathRow("demand", "demand from another thread (publishOn), 64 bytes")
                .contestants(new Contestant(C_HAND_OVER, c("hand_over")))
                .sender(c("send", "blocking"))
                .posixQueues(10, 64)
                .count(COUNT / 2)
                .measures(TIME, Metric.CPU);
        for (String binding : List.of("ffm", "jna")) {
            String who = sluice(binding);
            String single = who + ", 1 at a time";
            String unbounded = who + ", unbounded";
            row.contestants(
                            new Contestant(single, java("receive-one-by-one", binding)),
                            new Contestant(unbounded, java("receive-elsewhere", binding)))
                    .compares(ratio(TIME, single, C_HAND_OVER, Goal.atMost(1.5)), ratio(TIME, single, unbounded));
        }
        return row;
    }
}
