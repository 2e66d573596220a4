package io.sluice.cli.doctor;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** {@code RLIMIT_SIGPENDING}, of which the kernel tells what all processes of the user have used. */
final class PendingSignals implements Check {
    private static final String NAME = "RLIMIT_SIGPENDING";
    private static final Pattern USED = Pattern.compile("SigQ:\\s+(\\d+)/\\d+\\s*");
    private static final Pattern LIMIT = Pattern.compile("SigQ:\\s+\\d+/(\\d+)\\s*");

    private final SystemFiles files;

    PendingSignals(SystemFiles files) {
        this.files = files;
    }

    @Override
    public String area() {
        return NAME;
    }

    @Override
    public List<Finding> findings() {
        String effect = "sigqueue fails with EAGAIN, and real-time signals are lost, where so many wait to be read";
        OptionalLong limit = files.numberIn("/proc/self/status", LIMIT);
        if (limit.isEmpty()) {
            return List.of(Finding.unknown(NAME, "/proc/self/status does not say it", effect));
        }
        OptionalLong used = files.numberIn("/proc/self/status", USED);
        return List.of(new UsedLimit(limit.getAsLong(), used, 1)
                .finding(NAME, effect, "prlimit --pid $$ --sigpending=100000"));
    }
}
