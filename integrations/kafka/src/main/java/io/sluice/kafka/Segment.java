package io.sluice.kafka;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.ObjLongConsumer;

/**
 * A file of a journal. A new one has all its blocks before the first message is taken for it, so an append finds no full disk.
 */
final class Segment implements Closeable {
    private static final int ZEROS = 64 * 1024;

    final Path file;
    final UUID journal;
    final long first;
    final long size;
    private final FileChannel channel;
    /** The sequence of its last message. */
    private volatile long last;
    /** Behind its last message. */
    private volatile long end;

    private Segment(Path file, UUID journal, long first, long size, long end, FileChannel channel) {
        this.file = file;
        this.journal = journal;
        this.first = first;
        this.size = size;
        this.end = end;
        this.channel = channel;
        last = first - 1;
    }

    /** Creates a segment. If the disk is full, it leaves no file. */
    static Segment create(Path file, SegmentHeader header, boolean toDisk) throws IOException {
        FileChannel channel = JournalFolder.openFile(file);
        try {
            ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS);
            for (long at = 0; at < header.size(); at += ZEROS) {
                zeros.clear().limit((int) Math.min(ZEROS, header.size() - at));
                writeAll(channel, zeros, at);
            }
            writeAll(channel, header.bytes(), 0);
            if (toDisk) {
                channel.force(true);
            }
            return new Segment(file, header.journal(), header.first(), header.size(), SegmentHeader.BYTES, channel);
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /**
     * A segment of an earlier process. Reads it once, to know what is in it.
     *
     * @param damaged gets what is damaged, and where
     */
    static Segment old(Path file, ObjLongConsumer<String> damaged) throws IOException {
        FileChannel channel = JournalFolder.openFile(file);
        try {
            long first = JournalFolder.firstOf(file);
            UUID journal = JournalFolder.journalOf(file);
            Segment segment = new Segment(file, journal, first, channel.size(), channel.size(), channel);
            segment.examine(damaged);
            return segment;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void examine(ObjLongConsumer<String> damaged) throws IOException {
        SegmentHeader header = SegmentHeader.read(read(0, Math.min(size, SegmentHeader.BYTES)));
        if (header == null || !header.journal().equals(journal) || header.first() != first) {
            damaged.accept("no whole header; the file's name says the same", 0);
        } else if (header.size() != size) {
            damaged.accept("the file ends here, and had " + header.size() + " bytes; what was behind is lost", size);
        }
        RecordScan scan = scan(SegmentHeader.BYTES, end, first - 1, damaged);
        for (JournalRecord each = scan.next(); each != null; each = scan.next()) {
            last = each.sequence();
        }
    }

    /** Reads the records between two offsets, the second one not behind the end of what is written. */
    RecordScan scan(long from, long to, long behind, ObjLongConsumer<String> damaged) throws IOException {
        return new RecordScan(
                new RecordFormat(journal), read(from, to), behind, (what, at) -> damaged.accept(what, from + at));
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        long next = at;
        while (bytes.hasRemaining()) {
            next += channel.write(bytes, next);
        }
    }

    boolean hasRoomFor(long bytes) {
        return size - end >= bytes;
    }

    void append(ByteBuffer message, long sequence, boolean toDisk) throws IOException {
        long next = end + message.remaining();
        writeAll(channel, message, end);
        if (toDisk) {
            channel.force(false);
        }
        last = sequence;
        end = next; // published: the reader may come as far as this
    }

    long last() {
        return last;
    }

    long end() {
        return end;
    }

    private ByteBuffer read(long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Math.max(0, to - from)));
        long at = from;
        while (bytes.hasRemaining()) {
            int count = channel.read(bytes, at);
            if (count < 0) {
                throw new IOException(file + " has become shorter");
            }
            at += count;
        }
        return bytes.flip();
    }

    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
