package io.sluice.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The shape of a POSIX message queue of the test's own. If the limits of this system do not allow it, the test is skipped with
 * the reason.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD})
public @interface QueueShape {
    /**
     * How many messages it holds.
     *
     * @return 10 if not set
     */
    int maxMessages() default 10;

    /**
     * How long a message may be, in bytes.
     *
     * @return 1024 if not set
     */
    int maxMessageSize() default 1024;
}
