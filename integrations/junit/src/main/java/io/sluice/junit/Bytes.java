package io.sluice.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The size of memory or of a queue of the test's own, in bytes: of shared memory of both kinds, of a mapped file, the capacity of
 * a ring, and how many bytes a System V queue holds. Shared memory and files have 4096 bytes without it, a ring 65,536, and a
 * System V queue the number of the system.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD})
public @interface Bytes {
    /**
     * How many.
     *
     * @return 1 or more; for a ring a power of two from 4096
     */
    long value();
}
