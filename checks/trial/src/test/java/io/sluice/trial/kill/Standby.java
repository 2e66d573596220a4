package io.sluice.trial.kill;

import io.sluice.junit.RunningProgram;
import io.sluice.trial.SharedFile;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** Processes of one role. Some are started before they are needed, for a JVM takes longer to start than it has to live. */
final class Standby implements AutoCloseable {
    private static final int AHEAD = 3;

    private final Path folder;
    private final String role;
    private final int filesOfEach;
    private final Function<List<Path>, RunningProgram> start;
    private final Deque<Peer> waiting = new ArrayDeque<>();
    private int left;
    private int started;

    Standby(Path folder, String role, int filesOfEach, int count, Function<List<Path>, RunningProgram> start) {
        this.folder = folder;
        this.role = role;
        this.filesOfEach = filesOfEach;
        this.start = start;
        left = count;
    }

    Peer next() {
        while (left > 0 && waiting.size() <= AHEAD) {
            left--;
            waiting.add(startOne());
        }
        return waiting.remove();
    }

    private Peer startOne() {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < filesOfEach; i++) {
            Path file = folder.resolve(role + "-" + started++);
            SharedFile.create(file);
            files.add(file);
        }
        return new Peer(start.apply(files), files);
    }

    @Override
    public void close() {
        waiting.forEach(Peer::close);
    }
}
