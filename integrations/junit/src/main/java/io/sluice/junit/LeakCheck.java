package io.sluice.junit;

/**
 * When a test class is checked for what it has left behind.
 *
 * <pre>
 * &#64;LinuxIpc(leakCheck = LeakCheck.AFTER_CLASS) // its tests share a connection, which is closed at the end
 * class ConnectionTest {}
 * </pre>
 *
 * <p>These are left behind: handles of this library that are open or became garbage without a close, queues, semaphores, shared
 * memory and rings that the tests opened and that did not exist before, event loops that were not closed, and threads that
 * wait in the kernel. The test fails, and the message says what it is and where it was opened. What ends by itself has ten
 * seconds to do so; {@value #PATIENCE_PARAMETER} among JUnit's configuration parameters sets another number of milliseconds.
 *
 * <p>If tests run in parallel, a test is blamed for what its own stack trace shows. The rest is reported by the class, or by the
 * last one of the classes that ran at the same time.
 */
public enum LeakCheck {
    /** After each test, and after the class for what its {@code BeforeAll} methods opened. */
    AFTER_EACH_TEST,
    /** After the class alone: its tests share handles. */
    AFTER_CLASS,
    /** Never: something that lasts as long as the JVM is opened at first use. */
    NEVER;

    /** The name of JUnit's configuration parameter for the time that things have to end by themselves, in milliseconds. */
    public static final String PATIENCE_PARAMETER = "sluice.junit.leakCheck.patience";
}
