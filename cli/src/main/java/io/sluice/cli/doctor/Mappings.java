package io.sluice.cli.doctor;

import java.util.List;

/** How many mappings a process may have. A JVM with large heaps and many threads has some thousands. */
final class Mappings implements Check {
    private static final String NAME = "vm.max_map_count";
    private static final int NEEDED = 64;

    private final SystemFiles files;

    Mappings(SystemFiles files) {
        this.files = files;
    }

    @Override
    public String area() {
        return NAME;
    }

    @Override
    public List<Finding> findings() {
        String effect = "shared memory, rings, mapped files and threads of a process fail with ENOMEM";
        return List.of(files.number(
                NAME,
                "/proc/sys/vm/max_map_count",
                effect,
                limit -> new UsedLimit(limit, files.lineCount("/proc/self/maps"), NEEDED)
                        .finding(NAME, effect, "sysctl -w vm.max_map_count=262144")));
    }
}
