package io.sluice.trial.exhaustion;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.LeakReports;
import io.sluice.testing.OpenResources;
import io.sluice.trial.Trial;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** How the JVMs of the shortages are run, and what they have in common. */
final class Shortage {
    private static final String DONE = "the same objects work on, and nothing is left";

    private Shortage() {}

    /** Runs it to its end, which must be a good one. */
    static void run(ForkedJvm jvm, Class<?> main, Object... arguments) {
        try (RunningProgram process = jvm.start(main, arguments)) {
            RunningProgram.Exit exit = process.awaitExit(Bounds.SOON.multipliedBy(Trial.rounds(3, 15)));
            assertThat(exit.status()).as(exit.output()).isZero();
            assertThat(exit.output()).endsWith(DONE + "\n").doesNotContain("in thread \"sluice-watchdog\"");
        }
    }

    /** The last words of such a JVM, if nothing more is open than there was; the collector could have closed it. */
    static void done(OpenResources before) {
        before.awaitNothingMore();
        LeakReports.collectGarbage(); // a report of a dropped handle fails the test
        System.out.println(DONE);
    }

    /** Uses the heap up, but for one or two pieces of a size. Give the list up to end the shortage. */
    static List<byte[]> fillHeap(int leave) {
        List<byte[]> hog = new ArrayList<>(1 << 16);
        try {
            while (true) {
                hog.add(new byte[leave]);
            }
        } catch (OutOfMemoryError full) {
            hog.remove(hog.size() - 1);
        }
        return hog;
    }

    /** Uses the heap up to the last bytes, but for so many small objects. Give the chain up to end the shortage. */
    static Object[] fillHeapExcept(int objects) {
        Object[] chain = new Object[] {fillHeap(64 * 1024)};
        try {
            while (true) {
                chain = new Object[] {chain};
            }
        } catch (OutOfMemoryError full) {
            for (int i = 0; i < objects; i++) {
                chain = (Object[]) chain[0];
            }
            return chain;
        }
    }

    /** Uses up what the JVM may have of direct memory, to the last bytes. */
    static List<ByteBuffer> fillDirectMemory() {
        List<ByteBuffer> hog = new ArrayList<>();
        for (int size : new int[] {64 * 1024, 1024, 16}) {
            fillWithPieces(hog, size);
        }
        return hog;
    }

    private static void fillWithPieces(List<ByteBuffer> hog, int size) {
        try {
            while (true) {
                hog.add(ByteBuffer.allocateDirect(size));
            }
        } catch (OutOfMemoryError full) {
            return; // the rest is for smaller pieces
        }
    }
}
