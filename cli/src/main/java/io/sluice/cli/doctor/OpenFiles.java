package io.sluice.cli.doctor;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;

/** Descriptors of a process, open files of the system, and what an epoll instance watches. */
final class OpenFiles implements Check {
    private static final int FEW = 1024;
    /** What an event loop and a handful of queues take. */
    private static final int NEEDED = 16;

    private static final int MOST_IN_FILE_NR = 2;

    private final SystemFiles files;

    OpenFiles(SystemFiles files) {
        this.files = files;
    }

    @Override
    public String area() {
        return "RLIMIT_NOFILE";
    }

    @Override
    public List<Finding> findings() {
        return List.of(ofTheProcess(), ofTheSystem(), watches());
    }

    private Finding ofTheProcess() {
        String effect =
                "each queue, timer, pipe and event loop is one descriptor or more: one beyond the limit fails with EMFILE";
        OptionalLong limit = files.resourceLimit("Max open files");
        if (limit.isEmpty()) {
            return Finding.unknown(area(), "/proc/self/limits does not say it", effect);
        }
        int open = files.entries(files.path("/proc/self/fd")).size();
        OptionalLong used = open == 0 ? OptionalLong.empty() : OptionalLong.of(open);
        return new UsedLimit(limit.getAsLong(), used, NEEDED)
                .finding(area(), effect, "prlimit --pid $$ --nofile=65536")
                .orIf(limit.getAsLong() < FEW, Verdict.WARN);
    }

    private Finding ofTheSystem() {
        String name = "fs.file-max";
        String effect = "each call that makes a descriptor fails with ENFILE, in all processes";
        try {
            String[] numbers = files.text("/proc/sys/fs/file-nr").strip().split("\\s+", -1);
            long most = Long.parseLong(numbers[MOST_IN_FILE_NR]);
            return new UsedLimit(most, OptionalLong.of(Long.parseLong(numbers[0])), NEEDED)
                    .finding(name, effect, "sysctl -w fs.file-max=1000000");
        } catch (UncheckedIOException e) {
            return Finding.unknown(name, Report.message(e), effect);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Finding.unknown(name, "/proc/sys/fs/file-nr holds no three numbers", effect);
        }
    }

    private Finding watches() {
        String name = "fs.epoll.max_user_watches";
        String effect = "an event loop that watches more than so many descriptors of all of a user fails with ENOSPC";
        return files.number(
                name,
                "/proc/sys/fs/epoll/max_user_watches",
                effect,
                value -> new Finding(
                                name,
                                Verdict.OK,
                                Long.toString(value),
                                effect,
                                "sysctl -w fs.epoll.max_user_watches=1000000")
                        .orIf(value < FEW, Verdict.WARN)
                        .orIf(value < NEEDED, Verdict.FAIL));
    }
}
