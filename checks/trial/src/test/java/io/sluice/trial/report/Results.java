package io.sluice.trial.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder with the results of all runs, a line for each in a file to which lines are only added. */
final class Results {
    /** Where the results go; without it nothing is written, and nothing is left out. */
    private static final String FOLDER = "sluice.trial.results";

    private final Path folder;
    private final Path file;

    Results(Path folder) {
        this.folder = folder;
        file = folder.resolve("results.tsv");
    }

    static Optional<Results> chosen() {
        return Optional.of(System.getProperty(FOLDER, ""))
                .filter(name -> !name.isEmpty())
                .map(name -> new Results(Path.of(name)));
    }

    Path folder() {
        return folder;
    }

    /** Is on the disk when this returns: what ends the machine now does not end what was found out. */
    void add(List<Result> results) {
        StringBuilder lines = new StringBuilder();
        results.forEach(result -> lines.append(result.line()).append('\n'));
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                long end = channel.size();
                channel.position(end);
                // Behind a line that a kill has torn, this one begins a line of its own.
                String before = isTorn(channel, end) ? "\n" : "";
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(before + lines);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isTorn(FileChannel channel, long end) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return end > 0 && channel.read(last, end - 1) == 1 && last.get(0) != '\n';
    }

    /** The last line of each test and row, in the order of the first ones. What is no line is left out. */
    List<Result> latest() {
        Map<String, Result> latest = new LinkedHashMap<>();
        for (Result result : all()) {
            latest.put(result.key(), result);
        }
        return List.copyOf(latest.values());
    }

    private List<Result> all() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .flatMap(Results::parsed)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Result> parsed(String line) {
        try {
            return Stream.of(Result.parse(line));
        } catch (IllegalArgumentException torn) { // by a kill
            return Stream.empty();
        }
    }
}
