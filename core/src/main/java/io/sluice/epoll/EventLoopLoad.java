package io.sluice.epoll;

/**
 * How busy an event loop was, and how late it is. The numbers only grow, but for {@link #awakeNanos}. They are of about the same
 * moment: the loop is not stopped in order to read them. For one that has ended they stay as they were.
 *
 * <pre>{@code
 * EventLoopLoad before = EventLoopLoad.of(loop);
 * EventLoopLoad now = EventLoopLoad.of(loop);
 * double busy = (double) (now.busyNanos() - before.busyNanos()) / (now.nanos() - before.nanos());
 * }</pre>
 *
 * @param nanos how long the loop has run, in nanoseconds
 * @param busyNanos how much of that it did not sleep, in nanoseconds
 * @param awakeNanos for how long it has not slept by now, in nanoseconds; 0 while it sleeps. A number that stays large means that
 *     one callback holds up the loop, or that it has more to do than it can
 * @param timeouts how many timeouts have run
 * @param latenessNanos how late they were, all together, in nanoseconds
 */
public record EventLoopLoad(long nanos, long busyNanos, long awakeNanos, long timeouts, long latenessNanos) {
    /**
     * Reads the load of a loop. From any thread.
     *
     * @param loop the loop
     * @return its load from its start until now
     */
    public static EventLoopLoad of(EventLoop loop) {
        return loop.meter.load();
    }
}
