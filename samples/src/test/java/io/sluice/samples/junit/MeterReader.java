package io.sluice.samples.junit;

import io.sluice.semaphore.PosixSemaphore;
import java.io.IOException;

/** Reads the meter until it is given a line, and nobody else does so meanwhile. */
final class MeterReader {
    private MeterReader() {}

    public static void main(String[] arguments) throws IOException {
        try (PosixSemaphore meter = PosixSemaphore.builder(arguments[0]).open()) {
            if (meter.tryWait()) {
                System.out.println("reading the meter");
                System.in.read();
                meter.post();
            }
        }
    }
}
