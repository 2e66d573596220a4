package io.sluice.cli.option;

import io.sluice.cli.command.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Option;

/** {@code --fifo}. Nothing lists the FIFOs of a machine, so they are named. */
public final class FifoOption {
    private static final int FILE_TYPE = 0170000;
    private static final int FIFO = 0010000;

    @Option(names = "--fifo", paramLabel = "PATH", description = "Show this FIFO as well. May be given several times.")
    private List<Path> paths = new ArrayList<>();

    /** No FIFO. */
    public FifoOption() {}

    /**
     * The FIFOs.
     *
     * @return their paths, each of them once
     * @throws CommandFailure if a path is that of no FIFO
     */
    public List<Path> checked() {
        List<Path> distinct = paths.stream().distinct().toList();
        distinct.forEach(FifoOption::check);
        return distinct;
    }

    private static void check(Path path) {
        try {
            Object mode = Objects.requireNonNull(Files.getAttribute(path, "unix:mode"));
            if (((Integer) mode & FILE_TYPE) != FIFO) {
                throw new CommandFailure("'" + path + "' is no FIFO");
            }
        } catch (IOException missing) {
            throw new CommandFailure(
                    "'" + path + "' cannot be looked at: there is no such file, or this user may not reach it");
        }
    }
}
