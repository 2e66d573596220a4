package io.sluice.kafka;

import java.nio.file.Path;

/**
 * What a journal could not read when it was opened.
 *
 * @param file the file
 * @param offset where in the file, in bytes
 * @param what what is wrong there, and what follows
 */
public record JournalDamage(Path file, long offset, String what) {
    @Override
    public String toString() {
        return file + ", byte " + offset + ": " + what;
    }
}
