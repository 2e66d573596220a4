package io.sluice.cli.doctor;

import io.sluice.sharedmemory.SysvSharedMemoryLimits;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The limits of System V shared memory. */
final class SysvSegments implements Check {
    private static final int BYTES = 3;
    private static final int PAGE = 4096;
    /** What the kernels before Linux 3.16 had. */
    private static final long USUAL_SIZE = 32L * 1024 * 1024;

    private final SystemFiles files;
    private final Supplier<SysvSharedMemoryLimits> limits;

    SysvSegments(SystemFiles files, Supplier<SysvSharedMemoryLimits> limits) {
        this.files = files;
        this.limits = limits;
    }

    @Override
    public String area() {
        return "System V shared memory";
    }

    @Override
    public List<Finding> findings() {
        SysvSharedMemoryLimits now = limits.get();
        SysvTable table = new SysvTable(files, "/proc/sysvipc/shm");
        return List.of(
                new Finding(
                                "kernel.shmmax",
                                Verdict.OK,
                                UsedLimit.number(now.maxSegmentSize()),
                                "shmget of a segment of more bytes fails with EINVAL",
                                "sysctl -w kernel.shmmax=1073741824")
                        .orIf(now.maxSegmentSize() < USUAL_SIZE, Verdict.WARN),
                new UsedLimit(now.maxPages(), pages(table.sum(BYTES)), 1)
                        .finding(
                                "kernel.shmall",
                                "shmget of more pages in this IPC namespace fails with ENOSPC",
                                "sysctl -w kernel.shmall=4194304"),
                new UsedLimit(now.maxSegments(), table.objects(), 1)
                        .finding(
                                "kernel.shmmni",
                                "shmget of one more segment in this IPC namespace fails with ENOSPC",
                                "sysctl -w kernel.shmmni=8192"));
    }

    /** Of the usual size; on pages of another size this is no more than a hint. */
    private static OptionalLong pages(OptionalLong bytes) {
        return bytes.isEmpty() ? bytes : OptionalLong.of((bytes.getAsLong() + PAGE - 1) / PAGE);
    }
}
