package io.sluice.ring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The process that the header of a ring names as the consumer. It says so itself, for messages. The lock decides whether there is
 * a consumer.
 *
 * @param pid its id, as that process sees it
 * @param start when it began, in clock ticks since the boot of the machine
 */
record ConsumerProcess(int pid, long start) {
    private static final int FIELD_OF_START = 22;

    /** Nobody. */
    static final ConsumerProcess NONE = new ConsumerProcess(0, 0);

    /** This process. */
    static ConsumerProcess current() {
        int pid = (int) ProcessHandle.current().pid();
        return new ConsumerProcess(pid, startOf(pid).orElse(0L));
    }

    /** Whether there is such a process, and no other one has got its id meanwhile. */
    boolean isSeen() {
        return pid > 0 && startOf(pid).filter(seen -> seen == start).isPresent();
    }

    private static Optional<Long> startOf(int pid) {
        return read(pid, "stat").flatMap(stat -> {
            // The name of the program may have spaces and parentheses in it. Behind it is the third field.
            String[] behindName =
                    stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
            int index = FIELD_OF_START - 3;
            return index < behindName.length ? Optional.of(Long.parseLong(behindName[index])) : Optional.empty();
        });
    }

    private static Optional<String> read(int pid, String file) {
        try {
            byte[] content = Files.readAllBytes(Path.of("/proc", Integer.toString(pid), file));
            return Optional.of(new String(content, StandardCharsets.UTF_8));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** For a sentence, such as "Process 4711 (feed)". */
    String words() {
        if (equals(current())) {
            return "Another handle of this process";
        }
        return isSeen()
                ? "Process " + pid
                        + read(pid, "comm")
                                .map(name -> " (" + name.strip() + ")")
                                .orElse("")
                : "A process of another container, or one that has not said which it is,";
    }
}
