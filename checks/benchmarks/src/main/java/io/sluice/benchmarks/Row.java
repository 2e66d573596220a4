package io.sluice.benchmarks;

import java.util.List;

/** One question of the table: who takes part, what is measured, and what is compared. */
interface Row {
    /** Its name on the command line and in the results. */
    String id();

    /** What it asks. */
    String title();

    /** How many messages its queues hold, for the limit of this machine. */
    int maxMessages();

    List<Comparison> comparisons();

    /** Runs all rounds of the contestants that this machine has. */
    RowResult run(Programs programs, Options options);
}
