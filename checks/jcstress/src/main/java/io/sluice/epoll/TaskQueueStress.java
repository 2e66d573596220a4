package io.sluice.epoll;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sluice.libc.CountedCloses;
import io.sluice.libc.EpollCalls;
import io.sluice.libc.FailingWrites;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** A task that was accepted is run, and one that was refused is not. */
public class TaskQueueStress {
    private TaskQueueStress() {}

    /** An eventfd that is none, so that a write to it is all that happens. */
    private static final class OnlyEventfd implements EpollCalls {
        @Override
        public int epollCreate1(int flags) {
            return 1;
        }

        @Override
        public int epollCtl(int epfd, int operation, int fd, long event) {
            return 0;
        }

        @Override
        public int epollWait(int epfd, long events, int maxEvents, int timeoutMillis) {
            return 0;
        }

        @Override
        public int eventfd(int initial, int flags) {
            return 1;
        }
    }

    @JCStressTest
    @Description("A task comes while the loop ends: whether it was accepted, and how often it was run.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "accepted, and run among the last ones")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "refused")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "accepted, and forgotten")
    @Outcome(id = "0, 1", expect = FORBIDDEN, desc = "refused, and run all the same")
    @State
    public static class TaskAndEnd {
        private final TaskQueue tasks = new TaskQueue(
                new SleepFlag(), new Waker(new OnlyEventfd(), CountedCloses.in(new AtomicInteger())), () -> {});
        private final AtomicInteger runs = new AtomicInteger();

        @Actor
        public void execute(II_Result result) {
            result.r1 = tasks.offer(runs::incrementAndGet) ? 1 : 0;
        }

        @Actor
        public void end() {
            tasks.end();
            tasks.run(Integer.MAX_VALUE, Runnable::run);
        }

        @Arbiter
        public void count(II_Result result) {
            result.r2 = runs.get();
        }
    }

    @JCStressTest
    @Description(
            "Two tasks come to a loop that sleeps, and the first wake-up fails: tasks accepted, tasks there, wake-ups.")
    @Outcome(
            id = "1, 1, 1",
            expect = ACCEPTABLE,
            desc = "the one whose wake-up failed was refused, and the other one wakes up the loop")
    @Outcome(id = ".*, .*, 0", expect = FORBIDDEN, desc = "the loop sleeps over a task")
    @Outcome(expect = FORBIDDEN, desc = "a refused task is there, or an accepted one is not")
    @State
    public static class FailedWakeUpAndTask {
        private final SleepFlag sleep = new SleepFlag();
        private final FailingWrites files = new FailingWrites(1);
        private final TaskQueue tasks = new TaskQueue(sleep, new Waker(new OnlyEventfd(), files.calls()), () -> {});
        private final AtomicInteger accepted = new AtomicInteger();

        public FailedWakeUpAndTask() {
            sleep.begin(() -> false);
        }

        private void offer() {
            try {
                accepted.addAndGet(tasks.offer(() -> {}) ? 1 : 0);
            } catch (OutOfMemoryError noWakeUp) {
                return; // the counts show it
            }
        }

        @Actor
        public void execute() {
            offer();
        }

        @Actor
        public void executeToo() {
            offer();
        }

        @Arbiter
        public void count(III_Result result) {
            result.r1 = accepted.get();
            result.r2 = tasks.size();
            result.r3 = files.done();
        }
    }

    @JCStressTest
    @Description(
            "The standing task is due while another task comes to a loop that sleeps: tasks run, runs of the standing one, wake-ups.")
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "both are run, and one of them has woken up the loop")
    @Outcome(id = ".*, .*, 0", expect = FORBIDDEN, desc = "the loop sleeps over them")
    @Outcome(expect = FORBIDDEN, desc = "one of them was forgotten, or there was a wake-up too many")
    @State
    public static class StandingAndTask {
        private final SleepFlag sleep = new SleepFlag();
        private final FailingWrites files = new FailingWrites(0);
        private final AtomicInteger runs = new AtomicInteger();
        private final AtomicInteger standingRuns = new AtomicInteger();
        private final TaskQueue tasks =
                new TaskQueue(sleep, new Waker(new OnlyEventfd(), files.calls()), standingRuns::incrementAndGet);

        public StandingAndTask() {
            sleep.begin(() -> false);
        }

        @Actor
        public void execute() {
            tasks.offer(runs::incrementAndGet);
        }

        @Actor
        public void standing() {
            tasks.standingIsDue();
        }

        @Arbiter
        public void run(III_Result result) {
            tasks.run(Integer.MAX_VALUE, Runnable::run);
            result.r1 = runs.get();
            result.r2 = standingRuns.get();
            result.r3 = files.done();
        }
    }
}
