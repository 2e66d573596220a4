package io.sluice.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Of a test that takes long, or of many that take long together: an ordinary build leaves it out, and the profile "checks" runs it. */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Tag("long")
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface LongTest {}
