package io.sluice.cli.doctor;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import org.jspecify.annotations.Nullable;

/**
 * A call that is tried.
 *
 * @param call the C function
 * @param kinds what needs it, as in "POSIX message queues"
 * @param answer the refusal that shows that the call is there: it asks for what there is not; null where it must succeed
 * @param attempt makes the call, and closes what it has opened
 */
record Probe(String call, String kinds, @Nullable Errno answer, Runnable attempt) {
    Finding finding() {
        String effect = kinds + " need it";
        try {
            attempt.run();
            return new Finding(call, Verdict.OK, "works", effect, "");
        } catch (ErrnoException refused) {
            return refused.errno() == answer
                    ? new Finding(call, Verdict.OK, "works", effect, "")
                    : new Finding(call, Verdict.FAIL, refused.errno().name(), effect, remedy(refused.errno()));
        } catch (RuntimeException | LinkageError notTried) { // without a binding, classes cannot be initialized
            return Finding.unknown(call, "cannot be tried here: " + Report.message(notTried), effect);
        }
    }

    private String remedy(Errno errno) {
        return switch (errno) {
            case EPERM, EACCES ->
                "allow the call in the seccomp profile of the container, or in SystemCallFilter= of the unit";
            case ENOSYS -> "use a kernel that has the call, or allow it in the seccomp profile of the container";
            case EMFILE, ENFILE -> "see the lines RLIMIT_NOFILE, fs.file-max and fs.inotify.max_user_instances";
            case ENOSPC, ENOMEM -> "see the lines of the limits, and free memory";
            default -> "see the manual page of " + call;
        };
    }
}
