package io.sluice.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The source of a {@link CProgram}. Without a C compiler, the test is skipped with the reason.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD})
public @interface CSource {
    /**
     * A resource on the class path, found from the test class: {@code "echo.c"} is in its package, {@code "/c/echo.c"} begins
     * at the root.
     *
     * @return the resource
     */
    String value();

    /**
     * Options for the compiler besides {@code -std=gnu11 -O1 -Wall -Werror -lrt -lpthread}.
     *
     * @return none if not set
     */
    String[] options() default {};
}
