package io.sluice.benchmarks;

import static io.sluice.benchmarks.Comparison.difference;
import static io.sluice.benchmarks.Contestant.C_EPOLL;
import static io.sluice.benchmarks.Contestant.FFM;
import static io.sluice.benchmarks.Contestant.JNA;
import static io.sluice.benchmarks.Metric.CPU;
import static io.sluice.benchmarks.Programs.c;
import static io.sluice.benchmarks.Programs.java;

import io.sluice.benchmarks.Comparison.Goal;
import java.util.List;

/** What a message costs beyond the work that C has with it as well: processor time of the whole process, as a difference. */
final class OwnCostRows {
    private static final int COUNT = 100_000;
    private static final int SIZE = 64;
    private static final int MAX_MESSAGES = 10;

    private OwnCostRows() {}

    static List<Row> all() {
        return List.of(receive(), send());
    }

    private static Row receive() {
        return row("own-cost-receive", "own cost of a received message", "receive", 100, 400)
                .sender(c("send", "blocking"));
    }

    private static Row send() {
        return row("own-cost-send", "own cost of a message in a stream of sends", "send", 150, 450)
                .receiver(c("receive", "blocking"));
    }

    private static PathRow row(String id, String title, String program, int mostFfm, int mostJna) {
        return new PathRow(id, title + ", " + SIZE + " bytes, mq_maxmsg " + MAX_MESSAGES)
                .contestants(
                        new Contestant(C_EPOLL, c(program, "epoll")),
                        new Contestant(FFM, java(program, "ffm")),
                        new Contestant(JNA, java(program, "jna")))
                .posixQueues(MAX_MESSAGES, SIZE)
                .count(COUNT)
                .measures(CPU)
                .compares(
                        difference(CPU, FFM, C_EPOLL, Goal.atMost(mostFfm)),
                        difference(CPU, JNA, C_EPOLL, Goal.atMost(mostJna)));
    }
}
