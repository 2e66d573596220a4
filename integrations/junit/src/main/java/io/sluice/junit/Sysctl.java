package io.sluice.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits of an {@link IpcNamespace}. They do not change those of the system. If they may not be set here, the test is skipped with
 * the reason.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD})
public @interface Sysctl {
    /**
     * Settings, such as {@code fs.mqueue.msg_max=1000} or {@code kernel.msgmnb=65536}.
     *
     * @return each a name, {@code =} and a value
     */
    String[] value();
}
