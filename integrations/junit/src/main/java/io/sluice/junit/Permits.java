package io.sluice.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a semaphore of the test's own begins with: one number for a POSIX semaphore, one for each semaphore of a System V set.
 * Without it, that is one semaphore with one permit.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD})
public @interface Permits {
    /**
     * How many permits.
     *
     * @return 0 or more
     */
    int[] value();
}
