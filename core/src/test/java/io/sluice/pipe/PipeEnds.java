package io.sluice.pipe;

import io.sluice.errno.BrokenPipeException;
import io.sluice.testing.Bounds;
import java.nio.ByteBuffer;

/**
 * Awaits what follows the close of a pipe's other end. A process that looks for the holders of a lock keeps each file whose entry
 * below {@code /proc} it reads open meanwhile, so the end may come a moment behind the close.
 */
final class PipeEnds {
    private PipeEnds() {}

    /** Until the last writer has gone. The pipe must be empty. */
    static void awaitEnd(PipeReadEnd reading) {
        Bounds.await("the end of the last writer")
                .until(() -> reading.tryRead(ByteBuffer.allocate(1)) == PipeReadEnd.END);
    }

    /** Until the last reader has gone. */
    static void awaitBroken(PipeWriteEnd writing) {
        Bounds.await("the end of the last reader").until(() -> isBroken(writing));
    }

    private static boolean isBroken(PipeWriteEnd writing) {
        try {
            writing.tryWrite(ByteBuffer.allocate(1));
            return false;
        } catch (BrokenPipeException expected) {
            return true;
        }
    }
}
