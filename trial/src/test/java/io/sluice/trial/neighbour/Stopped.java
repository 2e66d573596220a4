package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.CProcess;
import java.io.IOException;

/** A process that stands still, whatever it is doing, until it is told to go on. */
final class Stopped {
    private final CProcess process;

    Stopped(CProcess process) {
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
            assertThat(new ProcessBuilder("/bin/sh", "-c", command).start().waitFor())
                    .as(command)
                    .isZero();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
