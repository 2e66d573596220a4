package io.sluice.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * For a test that touches memory which was cut off. JDK 17 may throw the error of compiled code only when the thread comes back
 * from native code, and so in another test. {@code CutMemoryTest} has JVMs of its own for it.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@EnabledForJreRange(min = JRE.JAVA_22, disabledReason = "JDK 17 may throw the error in another test")
public @interface NeedsPromptFaults {}
