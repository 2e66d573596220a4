package io.sluice.lock;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A lock on a file, and who holds it.
 *
 * <pre>{@code
 * for (LockHolder holder : file.holders()) {
 *     System.out.println(holder.command().orElse("?") + " has " + holder.range());
 * }
 * }</pre>
 *
 * @param pid the process. Of a lock that was inherited, each process that has it. Empty where it cannot be seen: the process is
 *     of another user or in another container
 * @param command the name of its program, at most 15 bytes; empty where it cannot be read, or the process has ended
 * @param kind the kind of the lock
 * @param mode its mode
 * @param range its bytes
 */
public record LockHolder(OptionalLong pid, Optional<String> command, LockKind kind, LockMode mode, LockRange range) {
    boolean conflictsWith(LockKind otherKind, LockMode otherMode, LockRange otherRange) {
        return kind.sees(otherKind) && mode.conflictsWith(otherMode) && range.overlaps(otherRange);
    }

    /** A sentence, such as "Process 4711 (postgres) has an exclusive lock on the whole file (a lock of flock)." */
    String sentence() {
        String process = pid.isPresent()
                ? "Process " + pid.getAsLong()
                        + command.map(name -> " (" + name + ")").orElse("")
                : "A process of another user or of another container";
        return process + " has " + mode.words() + " on " + range + " (" + kind.words() + ").";
    }
}
