package io.sluice.benchmarks.worker;

import java.util.List;

/**
 * One round, as a worker is to run it.
 *
 * @param count how many messages, over all queues
 * @param size how many bytes each has
 * @param queues the names of the queues or of semaphores, the paths of FIFOs or of a file, or the id of a process
 */
public record Command(int count, int size, List<String> queues) {
    private static final String WORD = "round";

    /** Reads what {@link #line()} writes. */
    static Command parse(String line) {
        List<String> words = List.of(line.trim().split(" +", -1));
        if (words.size() < 3 || !words.get(0).equals(WORD)) {
            throw new IllegalArgumentException("not a command: " + line);
        }
        return new Command(
                Integer.parseInt(words.get(1)), Integer.parseInt(words.get(2)), words.subList(3, words.size()));
    }

    /**
     * The command as a line for a worker, in Java or in C.
     *
     * @return the line without its end
     */
    public String line() {
        return WORD + " " + count + " " + size + " " + String.join(" ", queues);
    }
}
