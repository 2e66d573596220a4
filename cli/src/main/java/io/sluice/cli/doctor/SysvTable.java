package io.sluice.cli.doctor;

import java.util.OptionalLong;

/** A table of {@code /proc/sysvipc}, which shows to each user what all have in this IPC namespace. */
record SysvTable(SystemFiles files, String path) {
    /** How many objects there are; the first line names the columns. */
    OptionalLong objects() {
        OptionalLong lines = files.lineCount(path);
        return lines.isEmpty() ? lines : OptionalLong.of(Math.max(0, lines.getAsLong() - 1));
    }

    /** The sum of a column, which is counted from 0. */
    OptionalLong sum(int column) {
        if (objects().isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(files.lines(path)
                .skip(1)
                .map(line -> line.strip().split("\\s+", -1))
                .filter(fields -> fields.length > column)
                .mapToLong(fields -> Long.parseLong(fields[column]))
                .sum());
    }
}
