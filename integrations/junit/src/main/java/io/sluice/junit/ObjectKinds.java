package io.sluice.junit;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.Pipe;
import io.sluice.ring.Ring;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sharedmemory.MappedFile;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.sharedmemory.SysvSharedMemory;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMessageQueueBuilder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The types that a parameter or field may have, and how an object of each is made. */
final class ObjectKinds {
    /** An object for a parameter or a field. */
    @FunctionalInterface
    private interface Kind {
        Object create(Wanted wanted, IpcScope scope);
    }

    private static final long DEFAULT_BYTES = 4096;
    private static final int DEFAULT_CAPACITY = 65_536;
    private static final int DEFAULT_MESSAGES = 10;
    private static final int DEFAULT_MESSAGE_SIZE = 1024;

    private static final Set<Class<? extends Annotation>> ANNOTATIONS = Set.of(
            Own.class,
            QueueShape.class,
            Bytes.class,
            Permits.class,
            FifoFile.class,
            CSource.class,
            MainClass.class,
            Sysctl.class);

    private static final Map<Class<?>, Kind> KINDS = Map.ofEntries(
            Map.entry(PosixMessageQueue.class, ObjectKinds::posixQueue),
            Map.entry(SysvMessageQueue.class, ObjectKinds::sysvQueue),
            Map.entry(PosixSemaphore.class, ObjectKinds::semaphore),
            Map.entry(SysvSemaphoreSet.class, ObjectKinds::semaphoreSet),
            Map.entry(SharedMemory.class, ObjectKinds::sharedMemory),
            Map.entry(SysvSharedMemory.class, ObjectKinds::sysvSharedMemory),
            Map.entry(MappedFile.class, ObjectKinds::mappedFile),
            Map.entry(Ring.class, ObjectKinds::ring),
            Map.entry(Pipe.class, (wanted, scope) -> closingPipe(scope)),
            Map.entry(EventLoop.class, (wanted, scope) -> scope.closing(EventLoop.create())),
            Map.entry(IpcScope.class, (wanted, scope) -> scope),
            Map.entry(IpcNamespace.class, ObjectKinds::namespace),
            Map.entry(Path.class, ObjectKinds::fifo),
            Map.entry(CProgram.class, ObjectKinds::cProgram),
            Map.entry(JavaProgram.class, ObjectKinds::javaProgram));

    /** These say nothing without their annotation. */
    private static final Map<Class<?>, Class<? extends Annotation>> REQUIRED =
            Map.of(Path.class, FifoFile.class, CProgram.class, CSource.class, JavaProgram.class, MainClass.class);

    private ObjectKinds() {}

    /** Whether a field asks for an object. */
    static boolean isAskedFor(AnnotatedElement field) {
        return ANNOTATIONS.stream().anyMatch(field::isAnnotationPresent);
    }

    /** Whether a parameter is one of ours: with an annotation of this package, or with none. Others may belong to others. */
    static boolean isOurs(Class<?> type, AnnotatedElement parameter) {
        boolean mayBe = isAskedFor(parameter) || parameter.getAnnotations().length == 0;
        Class<? extends Annotation> required = REQUIRED.get(type);
        return mayBe && KINDS.containsKey(type) && (required == null || parameter.isAnnotationPresent(required));
    }

    static Object create(Wanted wanted, IpcScope scope) {
        Kind kind = KINDS.get(wanted.type());
        if (kind == null || !isOurs(wanted.type(), wanted.element())) {
            throw new IllegalArgumentException(
                    wanted + " is of no type that @LinuxIpc makes, or lacks the annotation of its type");
        }
        return kind.create(wanted, scope);
    }

    private static Object posixQueue(Wanted wanted, IpcScope scope) {
        QueueShape shape = wanted.annotation(QueueShape.class);
        return scope.closing(PosixMessageQueue.builder(scope.name())
                .maxMessages(shape == null ? DEFAULT_MESSAGES : shape.maxMessages())
                .maxMessageSize(shape == null ? DEFAULT_MESSAGE_SIZE : shape.maxMessageSize())
                .create());
    }

    private static Object sysvQueue(Wanted wanted, IpcScope scope) {
        SysvMessageQueueBuilder builder = SysvMessageQueue.builder(scope.key());
        Bytes bytes = wanted.annotation(Bytes.class);
        if (bytes != null) {
            builder.maxBytes(bytes.value());
        }
        return scope.closing(builder.create());
    }

    private static Object semaphore(Wanted wanted, IpcScope scope) {
        int[] permits = permits(wanted);
        if (permits.length != 1) {
            throw new IllegalArgumentException(
                    "a POSIX semaphore has one number of permits, but " + wanted + " has " + permits.length);
        }
        return scope.closing(
                PosixSemaphore.builder(scope.name()).value(permits[0]).create());
    }

    private static Object semaphoreSet(Wanted wanted, IpcScope scope) {
        return scope.closing(
                SysvSemaphoreSet.builder(scope.key()).values(permits(wanted)).create());
    }

    private static int[] permits(Wanted wanted) {
        Permits permits = wanted.annotation(Permits.class);
        return permits == null ? new int[] {1} : permits.value();
    }

    private static Object sharedMemory(Wanted wanted, IpcScope scope) {
        return scope.closing(
                SharedMemory.builder(scope.name()).size(bytes(wanted)).create());
    }

    private static Object sysvSharedMemory(Wanted wanted, IpcScope scope) {
        return SysvSharedMemory.builder(scope.key()).size(bytes(wanted)).create();
    }

    private static Object mappedFile(Wanted wanted, IpcScope scope) {
        Path path = scope.path();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(bytes(wanted));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return scope.closing(MappedFile.open(path));
    }

    private static long bytes(Wanted wanted) {
        Bytes bytes = wanted.annotation(Bytes.class);
        return bytes == null ? DEFAULT_BYTES : bytes.value();
    }

    private static Object ring(Wanted wanted, IpcScope scope) {
        Bytes bytes = wanted.annotation(Bytes.class);
        return scope.closing(Ring.builder(scope.name())
                .capacity(bytes == null ? DEFAULT_CAPACITY : Math.toIntExact(bytes.value()))
                .create());
    }

    private static Object closingPipe(IpcScope scope) {
        return scope.closing(Pipe.open());
    }

    private static Object fifo(Wanted wanted, IpcScope scope) {
        Path path = scope.path();
        Fifo.create(path);
        return path;
    }

    private static Object namespace(Wanted wanted, IpcScope scope) {
        Sysctl settings = wanted.annotation(Sysctl.class);
        try {
            return scope.closing(IpcNamespace.create(settings == null ? List.of() : List.of(settings.value())));
        } catch (IpcNamespace.UnavailableException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static Object cProgram(Wanted wanted, IpcScope scope) {
        CSource source = wanted.required(CSource.class);
        Path executable = wanted.session().compiler().compile(wanted.test(), source);
        return new CProgram(scope, List.of(executable.toString()));
    }

    private static Object javaProgram(Wanted wanted, IpcScope scope) {
        return new JavaProgram(scope, wanted.required(MainClass.class).value());
    }
}
