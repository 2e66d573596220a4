package io.sluice.kafka;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * How far a journal is acknowledged, in a file of two slots that are written in turns: if a power cut tears one, the other one
 * is whole.
 */
final class AcknowledgedFile implements Closeable {
    private static final int SLOT = 64;
    private static final int CHECKSUM_AT = 8;

    private final FileChannel channel;
    private final ByteBuffer slot = ByteBuffer.allocateDirect(SLOT);
    private boolean known;
    private volatile long sequence;
    private int turn;

    private AcknowledgedFile(FileChannel channel) {
        this.channel = channel;
    }

    static AcknowledgedFile open(Path file, Consumer<JournalDamage> damaged) throws IOException {
        AcknowledgedFile opened = new AcknowledgedFile(JournalFolder.openFile(file));
        try {
            opened.read(file, damaged);
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    private void read(Path file, Consumer<JournalDamage> damaged) throws IOException {
        long size = channel.size();
        for (int each = 0; each < 2; each++) {
            slot.clear();
            channel.read(slot, (long) each * SLOT);
            boolean whole = slot.position() == SLOT && slot.getInt(CHECKSUM_AT) == checksum();
            if (whole && (!known || slot.getLong(0) >= sequence)) {
                known = true;
                sequence = slot.getLong(0);
                turn = 1 - each;
            }
            if (!whole && size > 0) {
                damaged.accept(new JournalDamage(
                        file, (long) each * SLOT, "no whole slot; messages may be sent twice, with the same id"));
            }
        }
    }

    /** Whether it says anything: a new file does not, nor a damaged one. */
    boolean isKnown() {
        return known;
    }

    /** The last message of those that are acknowledged with all before them. */
    long sequence() {
        return sequence;
    }

    /** Begins a file, so that both slots are whole. */
    void begin(long acknowledged) throws IOException {
        write(acknowledged);
        write(acknowledged);
    }

    void write(long acknowledged) throws IOException {
        slot.clear();
        slot.putLong(acknowledged).putInt(checksum());
        slot.clear();
        channel.write(slot, (long) turn * SLOT);
        sequence = acknowledged;
        turn = 1 - turn;
    }

    void force() throws IOException {
        channel.force(false);
    }

    private int checksum() {
        CRC32C checksum = new CRC32C();
        checksum.update(slot.duplicate().limit(CHECKSUM_AT).position(0));
        return (int) checksum.getValue();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
