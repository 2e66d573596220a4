package io.sluice.cli.overview;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The processes that were found to hold an object, or to wait for it.
 *
 * @param processes those that this user may see
 * @param counted how many the kernel counts; null if it does not
 * @param complete whether every process could be looked into
 */
public record FoundProcesses(
        List<ProcessUse> processes, @Nullable Long counted, boolean complete) {
    /**
     * How many there are.
     *
     * @return the number; it is too small if {@link #isCertain()} is not so; empty if none is known, and there may be some
     */
    public OptionalLong count() {
        if (counted != null) {
            return OptionalLong.of(counted);
        }
        return processes.isEmpty() && !complete ? OptionalLong.empty() : OptionalLong.of(processes.size());
    }

    /**
     * Whether there are no more.
     *
     * @return false if a process of another user may be one more
     */
    public boolean isCertain() {
        return complete || counted != null;
    }

    /**
     * The number for people.
     *
     * @return such as {@code 2}, {@code 2+} if there may be more, or {@code ?} if none is known
     */
    public String text() {
        OptionalLong count = count();
        return count.isEmpty() ? "?" : count.getAsLong() + (isCertain() ? "" : "+");
    }
}
