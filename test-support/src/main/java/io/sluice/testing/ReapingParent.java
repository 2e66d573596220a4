package io.sluice.testing;

import io.sluice.junit.RunningProgram;

/** Another process with children, which it reaps when the test says so. They end with the test. */
public final class ReapingParent implements AutoCloseable {
    private final RunningProgram process = CProgram.of("process_parent").start();

    /** Starts it. Skips the calling test where there is no C compiler. */
    public ReapingParent() {}

    /**
     * Starts a child that exits at once.
     *
     * @param code its exit code
     * @return its id
     */
    public long childThatExits(int code) {
        return command("exit", code);
    }

    /**
     * Starts a child and kills it.
     *
     * @param signal the signal's number
     * @return its id
     */
    public long childThatIsKilled(int signal) {
        return command("kill", signal);
    }

    /**
     * Starts a child that waits for a signal.
     *
     * @return its id
     */
    public long childThatRuns() {
        return command("pause", 0);
    }

    /**
     * Starts a child whose first thread has ended, while its second one runs.
     *
     * @return its id
     */
    public long childWithoutItsFirstThread() {
        return command("thread", 0);
    }

    /**
     * Reaps a child, and waits for its end first.
     *
     * @param child its id
     */
    public void reap(long child) {
        command("reap", child);
    }

    private long command(String name, long argument) {
        process.say(name + " " + argument);
        return Long.parseLong(process.line());
    }

    /** Ends it and its children. */
    @Override
    public void close() {
        process.close();
    }
}
