package io.sluice.cli.doctor;

import io.sluice.semaphore.SysvSemaphoreLimits;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The four numbers of {@code kernel.sem}. */
final class SysvSemaphores implements Check {
    private static final String REMEDY = "sysctl -w kernel.sem='32000 1024000000 500 32000'";
    private static final int SEMAPHORES = 3;
    /** POSIX asks for no fewer ({@code _POSIX_SEM_NSEMS_MAX} is 256), and the oldest kernels had no more. */
    private static final int USUAL_SET = 250;

    private static final int USUAL_OPERATIONS = 32;

    private final SystemFiles files;
    private final Supplier<SysvSemaphoreLimits> limits;

    SysvSemaphores(SystemFiles files, Supplier<SysvSemaphoreLimits> limits) {
        this.files = files;
        this.limits = limits;
    }

    @Override
    public String area() {
        return "kernel.sem";
    }

    @Override
    public List<Finding> findings() {
        SysvSemaphoreLimits now = limits.get();
        SysvTable table = new SysvTable(files, "/proc/sysvipc/sem");
        return List.of(
                highest("SEMMSL", now.maxSetSize(), USUAL_SET, "semget of a set of more semaphores fails with EINVAL"),
                used(
                        "SEMMNS",
                        now.maxSemaphores(),
                        table.sum(SEMAPHORES),
                        "semget of one more semaphore in this IPC namespace fails with ENOSPC"),
                highest(
                        "SEMOPM",
                        now.maxOperations(),
                        USUAL_OPERATIONS,
                        "semop of more operations in one call fails with E2BIG"),
                used(
                        "SEMMNI",
                        now.maxSets(),
                        table.objects(),
                        "semget of one more set in this IPC namespace fails with ENOSPC"));
    }

    private static Finding highest(String name, int value, int usual, String effect) {
        return new Finding("kernel.sem " + name, Verdict.OK, Integer.toString(value), effect, REMEDY)
                .orIf(value < usual, Verdict.WARN);
    }

    private static Finding used(String name, int limit, OptionalLong used, String effect) {
        return new UsedLimit(limit, used, 1).finding("kernel.sem " + name, effect, REMEDY);
    }
}
