package io.sluice.cli.doctor;

import io.sluice.mqueue.MqueueFileSystem;
import io.sluice.mqueue.PosixMqLimits;
import java.util.List;

/** The checks of this machine. */
final class Checks {
    private Checks() {}

    /** Those of limits. */
    static List<Check> limits() {
        SystemFiles files = SystemFiles.ofThisMachine();
        return List.of(new QueueBytes(
                files, PosixMqLimits::read, () -> MqueueFileSystem.find().list()));
    }

    static List<Check> all() {
        return limits();
    }
}
