package io.sluice.reactor.sharedmemory;

/**
 * A change of a word that processes share.
 *
 * <pre>{@code
 * WordWatcher.create(memory.word(0))
 *         .changes()
 *         .filter(change -> change.skipped() > 0)
 *         .subscribe(change -> System.out.println(change.skipped() + " changes were missed"));
 * }</pre>
 *
 * @param value the value that was found, a number of 32 bits with or without a sign
 * @param skipped how many changes there were between the one before and this one, 0 to 4294967294, if each change adds 1
 */
public record WordChange(int value, long skipped) {
    static WordChange between(int before, int after) {
        return new WordChange(after, Integer.toUnsignedLong(after - before - 1));
    }
}
