package io.sluice.benchmarks;

import java.util.List;

/** A garbage collector of a contestant's JVM. */
enum Collector {
    G1("G1", "-XX:+UseG1GC"),
    Z("ZGC", "-XX:+UseZGC"),
    SHENANDOAH("Shenandoah", "-XX:+UseShenandoahGC");

    /** Small, so that there is work to do for it in each round. */
    private static final String HEAP = "-Xmx64m";

    private final String title;
    private final String flag;

    Collector(String title, String flag) {
        this.title = title;
        this.flag = flag;
    }

    String title() {
        return title;
    }

    List<String> flags() {
        return List.of(flag, HEAP);
    }

    /** How a contestant is named whose JVM has it. */
    String with(String contestant) {
        return contestant + ", " + title;
    }

    boolean isOf(Contestant contestant) {
        return contestant.name().endsWith(", " + title);
    }
}
