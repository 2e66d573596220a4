/** A JUnit extension for tests of Linux inter-process communication. */
module io.sluice.junit {
    requires transitive io.sluice.core;
    requires transitive org.junit.jupiter.api;
    requires org.junit.platform.commons;
    requires static transitive org.jspecify;

    exports io.sluice.junit;
}
