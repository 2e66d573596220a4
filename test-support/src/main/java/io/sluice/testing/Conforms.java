package io.sluice.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the assertions of the field's own conformance suites that a test, or all of a class together, holds the library
 * to. {@link ConformanceRecorder} writes down how it went; not for tests that Failsafe runs.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Conforms {
    /**
     * The assertions.
     *
     * @return each as the call and the assertion's number, such as {@code mq_open 3-1}
     */
    String[] value();
}
