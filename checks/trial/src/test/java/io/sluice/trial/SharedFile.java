package io.sluice.trial;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A file of numbers in shared memory: what a process has stored there is there, however the process ends. */
public final class SharedFile {
    /** More than any receiver gets in a trial. The file has holes, and takes no more room than was written. */
    private static final int CAPACITY = 1 << 24;

    private static final int PART = 1 << 16;

    private SharedFile() {}

    public static void create(Path path) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength((long) CAPACITY * Long.BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For the process that writes. */
    public static LongBuffer map(String path) throws IOException {
        try (FileChannel channel = FileChannel.open(Path.of(path), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) CAPACITY * Long.BYTES);
            return mapped.order(ByteOrder.nativeOrder()).asLongBuffer();
        }
    }

    /** The first numbers of the file. */
    public static long[] first(Path path, int count) {
        return read(path, 0, count);
    }

    /** All numbers up to the first zero. */
    public static long[] upToZero(Path path) {
        long[] all = new long[PART];
        int length = 0;
        while (true) {
            for (long number : read(path, length, PART)) {
                if (number == 0) {
                    return Arrays.copyOf(all, length);
                }
                if (length == all.length) {
                    all = Arrays.copyOf(all, 2 * length);
                }
                all[length++] = number;
            }
        }
    }

    private static long[] read(Path path, int index, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count * Long.BYTES).order(ByteOrder.nativeOrder());
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, (long) index * Long.BYTES + bytes.position()) < 0) {
                    throw new AssertionError("the file is full: " + path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long[] numbers = new long[count];
        bytes.flip().asLongBuffer().get(numbers);
        return numbers;
    }
}
