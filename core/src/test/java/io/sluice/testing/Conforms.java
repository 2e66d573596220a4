package io.sluice.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the assertions of the field's own conformance suites that a test holds the library to. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Conforms {
    /**
     * The assertions.
     *
     * @return each as the call and the assertion's number, such as {@code mq_open 3-1}
     */
    String[] value();
}
