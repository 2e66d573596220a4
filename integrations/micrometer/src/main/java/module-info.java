/** Meters and observations of what Sluice does, for Micrometer. */
module io.sluice.micrometer {
    requires transitive io.sluice.reactor;
    requires transitive micrometer.commons;
    requires transitive micrometer.core;
    requires transitive micrometer.observation;
    requires static transitive org.jspecify;

    exports io.sluice.micrometer;
}
