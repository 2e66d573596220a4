package io.sluice.benchmarks.worker;

/** What a worker does in its rounds. It lives as long as its process, so that the JIT compiles it once. */
interface Role {
    /**
     * Runs one round.
     *
     * @param command what to do
     * @param round what is notified when the queues are open, and gets what was measured
     * @throws Exception if anything is not as it has to be: a wrong count or a wrong byte is no result
     */
    void run(Command command, Round round) throws Exception;
}
