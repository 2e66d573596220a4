package io.sluice.cli.doctor;

import java.util.List;

/** What {@code sluice doctor} finds, for other views. */
public final class MachineReport {
    private MachineReport() {}

    /**
     * Runs all checks.
     *
     * @return what {@code sluice doctor --format json} prints
     */
    public static List<String> json() {
        return new JsonReport().lines(Report.of(Checks.all()));
    }
}
