package io.sluice.trial.neighbour;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import java.io.IOException;

/** A process that stands still, whatever it is doing, until it is continued. */
final class Stopped {
    private final RunningProgram process;

    Stopped(RunningProgram process) {
        this.process = process;
        send("STOP");
    }

    void goOn() {
        send("CONT");
    }

    private void send(String signal) {
        try {
            // The shell's own kill: the program of that name is a package of its own, and not everywhere.
            String command = "kill -" + signal + " " + process.pid();
            if (new ProcessBuilder("/bin/sh", "-c", command).start().waitFor() != 0) {
                process.awaitExit(Bounds.SOON); // then it had ended by itself
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
