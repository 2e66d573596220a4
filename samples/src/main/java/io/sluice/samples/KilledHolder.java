package io.sluice.samples;

import io.sluice.reactor.process.Processes;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.samples.support.CleanUp;
import io.sluice.samples.support.OtherJvm;
import io.sluice.semaphore.SemaphoreOperation;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sysvipc.IpcKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Two processes hold a permit of a System V semaphore each, and are killed. The permit that was taken with undo comes back,
 * and the other one is lost.
 */
public final class KilledHolder {
    private static final int WITH_UNDO = 0;
    private static final int WITHOUT = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private KilledHolder() {}

    /**
     * Kills both holders, and prints how many permits are left.
     *
     * @param args none; a holder gets the id of the set and the index of its semaphore
     * @throws IOException if a holder cannot be started
     */
    public static void main(String[] args) throws IOException {
        if (args.length == 2) {
            hold(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
            return;
        }
        try (CleanUp cleanUp = new CleanUp()) {
            SysvSemaphoreSet set = cleanUp.step(
                    () -> SysvSemaphoreSet.builder(IpcKey.PRIVATE).values(1, 1).create(), KilledHolder::remove);
            killHolder(set, WITH_UNDO);
            // Nobody has to know that a holder was killed: who waits has the permit.
            acquirer(set, WITH_UNDO)
                    .withPermit(PATIENCE, Mono.just("with undo: the permit came back"))
                    .doOnNext(System.out::println)
                    .block();
            killHolder(set, WITHOUT);
            System.out.println("without undo: " + set.value(WITHOUT) + " permits are left");
        }
    }

    private static void remove(SysvSemaphoreSet set) {
        try (set) {
            set.remove();
        }
    }

    private static SemaphoreAcquirer acquirer(SysvSemaphoreSet set, int index) {
        SemaphoreOperation take = SemaphoreOperation.take(index, 1);
        return SemaphoreAcquirer.create(set, index == WITH_UNDO ? take.withUndo() : take);
    }

    /** Prints that it has the permit, and never gives it back. */
    private static void hold(int id, int index) {
        try (SysvSemaphoreSet set = SysvSemaphoreSet.openById(id)) {
            acquirer(set, index)
                    .withPermit(PATIENCE, () -> {
                        System.out.println("holds");
                        return Mono.delay(PATIENCE);
                    })
                    .blockLast();
        }
    }

    private static void killHolder(SysvSemaphoreSet set, int index) throws IOException {
        Process holder = OtherJvm.builder(
                        KilledHolder.class.getName(), Integer.toString(set.id()), Integer.toString(index))
                .start();
        try (BufferedReader lines = holder.inputReader(StandardCharsets.UTF_8)) {
            System.out.println("process " + index + " " + lines.readLine());
        } finally {
            holder.destroyForcibly(); // with SIGKILL
        }
        Processes.create().exited(holder).block(PATIENCE);
    }
}
