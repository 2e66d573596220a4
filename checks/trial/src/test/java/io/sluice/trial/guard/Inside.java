package io.sluice.trial.guard;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.CProgram;
import io.sluice.trial.SharedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How many are inside, in memory that C programs share; and those programs. */
final class Inside implements AutoCloseable {
    private static final VarHandle NUMBERS =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int MOST = Long.BYTES;
    private static final int FIRST_INDEX = 2 * Long.BYTES;
    private static final int MOST_RIVALS = 8;
    private static final int SIZE = FIRST_INDEX + MOST_RIVALS * Long.BYTES;

    private final Path file;
    private final ByteBuffer numbers;
    private final GuardKind kind;
    private final Guard guard;
    private final int permits;
    private final List<RunningProgram> rivals = new ArrayList<>();

    Inside(Path folder, GuardKind kind, Guard guard, int permits) {
        file = folder.resolve("inside");
        this.kind = kind;
        this.guard = guard;
        this.permits = permits;
        SharedFile.create(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            numbers = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a C program for each number of microseconds: it enters again and again, and stays for so long each time. */
    void startRivals(int... micros) {
        for (int i = 0; i < micros.length; i++) {
            rivals.add(start(i, micros[i]));
        }
        rivals.forEach(rival -> rival.say("1"));
    }

    /** Starts a C program that enters once and stays until it is killed; it has entered when this returns. */
    RunningProgram startHolder() {
        RunningProgram holder = start(0, -1);
        holder.say("1");
        holder.awaitLine("taken");
        return holder;
    }

    private RunningProgram start(int index, int micros) {
        RunningProgram process =
                CProgram.of("guard_rival").start(kind.inC(), guard.name(), file, permits, index, micros);
        process.awaitLine("ready");
        return process;
    }

    void killRivals() {
        rivals.forEach(RunningProgram::kill);
    }

    boolean rivalsAreAlive() {
        return rivals.stream().allMatch(RunningProgram::isAlive);
    }

    /** From any thread; {@link #leave()} follows. */
    void enter() {
        long inside = (long) NUMBERS.getAndAdd(numbers, 0, 1L) + 1;
        long most = (long) NUMBERS.getVolatile(numbers, MOST);
        while (inside > most && !NUMBERS.compareAndSet(numbers, MOST, most, inside)) {
            most = (long) NUMBERS.getVolatile(numbers, MOST);
        }
    }

    void leave() {
        NUMBERS.getAndAdd(numbers, 0, -1L);
    }

    long now() {
        return (long) NUMBERS.getVolatile(numbers, 0);
    }

    long most() {
        return (long) NUMBERS.getVolatile(numbers, MOST);
    }

    /** How often a rival has entered. */
    long count(int rival) {
        return (long) NUMBERS.getVolatile(numbers, FIRST_INDEX + rival * Long.BYTES);
    }

    long countOfAll() {
        return IntStream.range(0, rivals.size()).mapToLong(this::count).sum();
    }

    @Override
    public void close() {
        rivals.forEach(RunningProgram::close);
    }
}
