package io.sluice.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that uses Linux inter-process communication. Its constructor and its methods may have parameters that are
 * objects of their own:
 *
 * <pre>
 * &#64;LinuxIpc
 * class OrdersTest {
 *     &#64;Test
 *     void anOrderArrives(&#64;QueueShape(maxMessages = 4, maxMessageSize = 64) PosixMessageQueue queue) {
 *         queue.trySend(new byte[] {1}, 0);
 *         assert queue.attributes().currentMessages() == 1;
 *     }
 * }
 * </pre>
 *
 * <p>The types are {@link io.sluice.mqueue.PosixMessageQueue}, {@link io.sluice.sysvmsg.SysvMessageQueue}, {@link
 * io.sluice.semaphore.PosixSemaphore}, {@link io.sluice.semaphore.SysvSemaphoreSet}, {@link
 * io.sluice.sharedmemory.SharedMemory}, {@link io.sluice.sharedmemory.SysvSharedMemory}, {@link
 * io.sluice.sharedmemory.MappedFile}, {@link io.sluice.ring.Ring}, {@link io.sluice.pipe.Pipe}, {@link
 * io.sluice.epoll.EventLoop}, {@link IpcScope} and {@link IpcNamespace}; a {@link java.nio.file.Path} with {@link FifoFile},
 * a {@link CProgram} with {@link CSource}, and a {@link JavaProgram} with {@link MainClass}. Each parameter is a new object.
 * {@link QueueShape}, {@link Bytes} and {@link Permits} say what it is like. A field with one of these annotations, or with {@link
 * Own}, is set in the same way.
 *
 * <p>No other process has these names and keys, in no other container either. An object of a constructor, of {@code BeforeEach},
 * of a test method or of an instance field is closed and removed after the test; one of {@code BeforeAll} or of a static field,
 * after the class. What a killed JVM has left is removed by the next one.
 *
 * <p>After each test it is checked that the test has left nothing: see {@link LeakCheck}. Where what a test needs is not there,
 * such as a C compiler, it is skipped with the reason; without Linux, the class is.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@ExtendWith(SluiceExtension.class)
public @interface LinuxIpc {
    /**
     * When it is checked that nothing is left behind.
     *
     * @return after each test and after the class, if not set
     */
    LeakCheck leakCheck() default LeakCheck.AFTER_EACH_TEST;
}
