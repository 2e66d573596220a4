package io.sluice.epoll;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A loop does not sleep over a task. */
public class SleepFlagStress {
    private SleepFlagStress() {}

    @JCStressTest
    @Description("A task comes while the loop is about to sleep: whether it sleeps, whether the task wakes it.")
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "asleep, and woken")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "each has seen the other: a wake-up too many")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "the loop has seen the task and stays awake")
    @Outcome(id = "true, false", expect = FORBIDDEN, desc = "asleep for good, with a task to do")
    @State
    public static class TaskAndSleep {
        private final Queue<String> tasks = new ConcurrentLinkedQueue<>();
        private final SleepFlag sleep = new SleepFlag();

        @Actor
        public void fallAsleep(ZZ_Result result) {
            result.r1 = sleep.begin(() -> !tasks.isEmpty());
        }

        @Actor
        public void execute(ZZ_Result result) {
            tasks.add("task");
            result.r2 = sleep.takeWakeUp();
        }
    }

    @JCStressTest
    @Description("Two tasks come to a loop that sleeps: which of them wakes it.")
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the first one pays for the wake-up")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the second one does")
    @Outcome(id = "true, true", expect = FORBIDDEN, desc = "two system calls where one would do")
    @Outcome(id = "false, false", expect = FORBIDDEN, desc = "nobody wakes it")
    @State
    public static class TaskAndTask {
        private final SleepFlag sleep = new SleepFlag();

        public TaskAndTask() {
            sleep.begin(() -> false);
        }

        @Actor
        public void execute(ZZ_Result result) {
            result.r1 = sleep.takeWakeUp();
        }

        @Actor
        public void executeToo(ZZ_Result result) {
            result.r2 = sleep.takeWakeUp();
        }
    }
}
