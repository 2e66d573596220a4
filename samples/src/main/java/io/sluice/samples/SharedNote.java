package io.sluice.samples;

import io.sluice.mapping.MappedMemory;
import io.sluice.reactor.process.Processes;
import io.sluice.samples.support.CDaemon;
import io.sluice.sharedmemory.SharedMemory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Creates shared memory, writes a question into it, reads the answer that a C program has written beside it, and unlinks the
 * memory: {@code note_answer.c}.
 */
public final class SharedNote {
    /** In C: {@code struct note { char question[64]; char answer[64]; }}. */
    private static final int QUESTION = 0;

    private static final int ANSWER = 64;
    private static final int LONGEST = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private SharedNote() {}

    /**
     * Asks one question.
     *
     * @param args none
     */
    public static void main(String[] args) {
        if (CDaemon.lacksCompiler()) {
            return;
        }
        String name = "/sluice-note-" + ProcessHandle.current().pid();
        try (SharedMemory shared = SharedMemory.builder(name).size(4096).create()) {
            MappedMemory memory = shared.memory();
            write(memory, QUESTION, "how many bolts there are");
            try (CDaemon other = CDaemon.start("note_answer", name)) {
                Processes.create().exited(other.process()).block(PATIENCE);
            }
            System.out.println("JVM: the answer is " + read(memory, ANSWER));
        } finally {
            SharedMemory.unlink(name);
        }
        System.out.println("unlinked: " + !SharedMemory.list().contains(name));
    }

    /** As a C string: new memory is zero, so a zero byte follows. */
    private static void write(MappedMemory memory, int offset, String text) {
        memory.bytes(offset, LONGEST - 1).put(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(MappedMemory memory, int offset) {
        String all =
                StandardCharsets.UTF_8.decode(memory.bytes(offset, LONGEST)).toString();
        return all.substring(0, all.indexOf('\0'));
    }
}
