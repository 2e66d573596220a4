/**
 * Linux inter-process communication in a Spring Boot application, from properties alone.
 *
 * <p>Open, because Spring creates and reads the beans by reflection.
 */
@SuppressWarnings("module") // 3 and 4 are no versions
open module io.sluice.spring.boot {
    requires transitive io.sluice.reactor;
    requires spring.beans;
    requires spring.boot;
    requires spring.boot.autoconfigure;
    requires spring.context;
    requires spring.core;
    requires static com.fasterxml.jackson.annotation;
    requires static io.sluice.micrometer;
    requires static jakarta.servlet;
    requires static micrometer.core;
    requires static transitive org.jspecify;
    requires static org.junit.jupiter.api;
    requires static spring.boot.actuator;
    requires static spring.boot.actuator.autoconfigure;
    requires static spring.boot.health;
    requires static spring.boot.test;
    requires static spring.boot.test.autoconfigure;
    requires static spring.test;
    requires static spring.web;
    requires static spring.webmvc;

    exports io.sluice.spring.boot;
}
