package io.sluice.trial.bytes;

import io.sluice.errno.BrokenPipeException;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.errno.NoReaderException;
import io.sluice.errno.NoSuchProcessException;
import io.sluice.errno.QueueShapeException;
import io.sluice.signal.NoSuchSignalException;
import io.sluice.testing.Bounds;
import java.io.UncheckedIOException;
import java.nio.ReadOnlyBufferException;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The public methods under test, each with the exceptions that its Javadoc names: all that are given a number, a span, a
 * time, a path or a name, and some. {@link DocumentedTest} compares the list with the sources.
 */
enum Documented {
    MQ_BUILDER("PosixMessageQueue.builder(String)", IllegalArgumentException.class),
    MQ_OPEN("PosixMessageQueue.open(String, PosixAccess)", IllegalArgumentException.class, ErrnoException.class),
    MQ_UNLINK("PosixMessageQueue.unlink(String)", IllegalArgumentException.class, ErrnoException.class),
    MQ_MAX_MESSAGES("PosixMessageQueueBuilder.maxMessages(int)", IllegalArgumentException.class),
    MQ_MAX_MESSAGE_SIZE("PosixMessageQueueBuilder.maxMessageSize(int)", IllegalArgumentException.class),
    MQ_MODE("PosixMessageQueueBuilder.mode(int)", IllegalArgumentException.class),
    MQ_CREATE("PosixMessageQueueBuilder.create()", ErrnoException.class),
    MQ_OPEN_OR_CREATE("PosixMessageQueueBuilder.openOrCreate()", QueueShapeException.class, ErrnoException.class),
    MQ_PERMISSIONS("PosixMessageQueue.permissions()", ClosedHandleException.class),
    MQ_COST("PosixMqLimits.cost(int, int)"),
    MQ_MESSAGE("PosixMessage.of(byte[])"),
    MQ_MESSAGE_WITH_PRIORITY("PosixMessage.of(byte[], int)", IllegalArgumentException.class),
    MQ_TEXT_WITH_PRIORITY("PosixMessage.ofText(String, int)", IllegalArgumentException.class),
    MQ_TRY_SEND("PosixMessageQueue.trySend(PosixMessage)", MessageTooLargeException.class, ErrnoException.class),
    MQ_TRY_SEND_BYTES(
            "PosixMessageQueue.trySend(byte[], int)",
            IllegalArgumentException.class,
            MessageTooLargeException.class,
            ErrnoException.class),
    MQ_TRY_SEND_BUFFER(
            "PosixMessageQueue.trySend(ByteBuffer, int)",
            IllegalArgumentException.class,
            MessageTooLargeException.class,
            ErrnoException.class),
    MQ_TRY_RECEIVE("PosixMessageQueue.tryReceive()", ErrnoException.class),
    MQ_TRY_RECEIVE_BUFFER(
            "PosixMessageQueue.tryReceive(ByteBuffer)",
            MessageTooLargeException.class,
            ReadOnlyBufferException.class,
            ErrnoException.class),
    MQ_BLOCKING_SEND(
            "PosixMessageQueue.blockingSend(PosixMessage, Instant, WaitHandler)",
            MessageTooLargeException.class,
            ErrnoException.class),
    NAMED_RECEIVER("NamedPosixMqReceiver.create(String)", IllegalArgumentException.class),
    NAMED_RECEIVER_WITH_OPTIONS(
            "NamedPosixMqReceiver.create(String, PosixMqReceiverOptions)", IllegalArgumentException.class),
    NAMED_SENDER("NamedPosixMqSender.create(String)", IllegalArgumentException.class),
    NAMED_SENDER_WITH_OPTIONS("NamedPosixMqSender.create(String, SenderOptions)", IllegalArgumentException.class),
    AWAIT_QUEUE("PosixMqNames.awaitQueue(String)", IllegalArgumentException.class),
    QUEUE_APPEARANCE(
            "QueueAppearance.start(String, EventLoop, Runnable)",
            IllegalArgumentException.class,
            IllegalStateException.class),
    NAMED_SEND("NamedPosixMqSender.send(PosixMessage, Duration)", IllegalArgumentException.class),
    SENDER_SEND("PosixMqSender.send(PosixMessage, Duration)", IllegalArgumentException.class),
    SENDER_SEND_UNTIL("PosixMqSender.sendUntil(PosixMessage, Instant)"),
    SENDER_TIMEOUT("SenderOptions.sendTimeout(Duration)", IllegalArgumentException.class),
    SENDER_IN_FLIGHT("SenderOptions.maxInFlight(int)", IllegalArgumentException.class),
    RECEIVER_WITHIN("PosixMqReceiver.receiveWithin(Duration)", IllegalArgumentException.class),
    RECEIVER_WITHIN_DECODED(
            "PosixMqReceiver.receiveWithin(Duration, PosixMessageDecoder<? extends T>)",
            IllegalArgumentException.class),
    RECEIVER_DECODE_WITHIN(
            "PosixMqReceiver.receiveWithin(Duration, MessageCodec<T>, WhenUndecodable<PosixMessage>)",
            IllegalArgumentException.class),
    SYSV_RECEIVER_DECODE_WITHIN(
            "SysvMqReceiver.receiveWithin(TypeSelector, Duration, MessageCodec<T>, WhenUndecodable<SysvMessage>)",
            IllegalArgumentException.class),
    RING_RECEIVE_DECODED_WITHIN(
            "RingReceiver.receiveWithin(Duration, MessageCodec<T>, WhenUndecodable<RingMessage>)",
            IllegalArgumentException.class),
    SYSV_SENDER_SEND("SysvMqSender.send(SysvMessage, Duration)", IllegalArgumentException.class),
    SYSV_RECEIVER_WITHIN("SysvMqReceiver.receiveWithin(TypeSelector, Duration)", IllegalArgumentException.class),
    SYSV_MESSAGE("SysvMessage.of(long, byte[])", IllegalArgumentException.class),
    SYSV_TEXT("SysvMessage.ofText(long, String)", IllegalArgumentException.class),
    SYSV_ONLY("TypeSelector.only(long)", IllegalArgumentException.class),
    SYSV_UP_TO("TypeSelector.upTo(long)", IllegalArgumentException.class),
    SYSV_EXCEPT("TypeSelector.except(long)", IllegalArgumentException.class),
    SYSV_MATCHES("TypeSelector.matches(long)"),
    SYSV_TRY_SEND("SysvMessageQueue.trySend(SysvMessage)", MessageTooLargeException.class, ErrnoException.class),
    SYSV_TRY_RECEIVE("SysvMessageQueue.tryReceive(TypeSelector)", ErrnoException.class),
    SYSV_TRUNCATED(
            "SysvMessageQueue.tryReceiveTruncated(TypeSelector, int)",
            IllegalArgumentException.class,
            ErrnoException.class),
    SYSV_BROWSE("SysvMessageQueue.browse(int)", IllegalArgumentException.class, ErrnoException.class),
    SYSV_OPEN("SysvMessageQueue.open(IpcKey, SysvAccess)", IllegalArgumentException.class, ErrnoException.class),
    SYSV_OPEN_BY_ID("SysvMessageQueue.openById(int, SysvAccess)", ErrnoException.class),
    SYSV_BUILDER("SysvMessageQueue.builder(IpcKey)"),
    SYSV_OPEN_OR_CREATE(
            "SysvMessageQueueBuilder.openOrCreate()",
            IllegalArgumentException.class,
            QueueShapeException.class,
            ErrnoException.class),
    SYSV_MODE("SysvMessageQueueBuilder.mode(int)", IllegalArgumentException.class),
    SYSV_MAX_BYTES("SysvMessageQueueBuilder.maxBytes(long)", IllegalArgumentException.class),
    SYSV_SETTINGS("SysvMqSettings.new(int, int, int, long)", IllegalArgumentException.class),
    SYSV_WITH_OWNER("SysvMqSettings.withOwner(int, int)"),
    SYSV_WITH_MODE("SysvMqSettings.withMode(int)", IllegalArgumentException.class),
    SYSV_WITH_MAX_BYTES("SysvMqSettings.withMaxBytes(long)", IllegalArgumentException.class),
    SYSV_SET("SysvMessageQueue.set(SysvMqSettings)", ErrnoException.class),
    KEY_OF("IpcKey.of(int)", IllegalArgumentException.class),
    KEY_OF_PATH(
            "IpcKey.ofPath(Path, int)",
            IllegalArgumentException.class,
            ErrnoException.class,
            UncheckedIOException.class),
    METERED_OBJECT("MeteredObject.of(String, String, FillLevel[])"),
    CLOCK_NAMED("TimerClock.named(String)", IllegalArgumentException.class),
    TIMER_AFTER("TimerFd.setAfter(Duration)", IllegalArgumentException.class),
    TIMER_EVERY("TimerFd.setEvery(Duration)", IllegalArgumentException.class),
    TIMER_SET("TimerFd.set(Duration, Duration)", IllegalArgumentException.class),
    TIMER_AT("TimerFd.setAt(Instant)", IllegalArgumentException.class),
    TIMER_AT_AGAIN_AND_AGAIN("TimerFd.setAt(Instant, Duration, ClockStep)", IllegalArgumentException.class),
    TIMER_AT_UPTIME("TimerFd.setAtUptime(Duration, Duration)", IllegalArgumentException.class),
    TIMERS_AFTER("Timers.after(Duration)", IllegalArgumentException.class),
    TIMERS_EVERY("Timers.every(Duration)", IllegalArgumentException.class),
    TIMERS_AT("Timers.at(Instant)", IllegalArgumentException.class),
    FIFO_CREATE("Fifo.create(Path)", IllegalArgumentException.class, ErrnoException.class),
    FIFO_CREATE_WITH_MODE("Fifo.create(Path, int)", IllegalArgumentException.class, ErrnoException.class),
    FIFO_CREATE_IF_MISSING("Fifo.createIfMissing(Path)", IllegalArgumentException.class, ErrnoException.class),
    FIFO_CREATE_WITH_MODE_IF_MISSING(
            "Fifo.createIfMissing(Path, int)", IllegalArgumentException.class, ErrnoException.class),
    FIFO_INFO("Fifo.info(Path)", IllegalArgumentException.class, ErrnoException.class),
    FIFO_REMOVE("Fifo.remove(Path)", IllegalArgumentException.class, ErrnoException.class),
    PIPE_READ_OPEN("PipeReadEnd.open(Path)", IllegalArgumentException.class, ErrnoException.class),
    PIPE_READ_OPEN_LINK("PipeReadEnd.open(Path, SymbolicLinks)", IllegalArgumentException.class, ErrnoException.class),
    PIPE_WRITE_OPEN(
            "PipeWriteEnd.open(Path)", IllegalArgumentException.class, NoReaderException.class, ErrnoException.class),
    PIPE_WRITE_OPEN_LINK(
            "PipeWriteEnd.open(Path, SymbolicLinks)",
            IllegalArgumentException.class,
            NoReaderException.class,
            ErrnoException.class),
    QUEUE_ADOPT("PosixMessageQueue.adopt(int)", ErrnoException.class),
    PIPE_READ_ADOPT("PipeReadEnd.adopt(int, String)", ErrnoException.class),
    PIPE_WRITE_ADOPT("PipeWriteEnd.adopt(int, String)", NoReaderException.class, ErrnoException.class),
    PIPE_READ_CAPACITY("PipeReadEnd.capacity(int)", IllegalArgumentException.class, ErrnoException.class),
    PIPE_WRITE_CAPACITY("PipeWriteEnd.capacity(int)", IllegalArgumentException.class, ErrnoException.class),
    PIPE_READ("PipeReadEnd.tryRead(ByteBuffer)", IllegalArgumentException.class, ReadOnlyBufferException.class),
    PIPE_WRITE("PipeWriteEnd.tryWrite(ByteBuffer)", IllegalArgumentException.class, BrokenPipeException.class),
    PIPE_RECEIVER_OPEN("PipeReceiver.open(Path, Framing<T>)", IllegalArgumentException.class, ErrnoException.class),
    PIPE_RECEIVER_OPEN_WITH_OPTIONS(
            "PipeReceiver.open(Path, Framing<T>, PipeReceiverOptions)",
            IllegalArgumentException.class,
            ErrnoException.class),
    PIPE_SENDER("PipeSender.create(Path)"),
    PIPE_SENDER_WITH_OPTIONS("PipeSender.create(Path, PipeSenderOptions)"),
    PIPE_SEND("PipeSender.send(byte[])"),
    PIPE_SEND_BUFFER("PipeSender.send(ByteBuffer)"),
    PIPE_SEND_WITHIN("PipeSender.send(byte[], Duration)", IllegalArgumentException.class),
    PIPE_SEND_BUFFER_WITHIN("PipeSender.send(ByteBuffer, Duration)", IllegalArgumentException.class),
    PIPE_SEND_TEXT("PipeSender.send(String)"),
    PIPE_SEND_TEXT_WITHIN("PipeSender.send(String, Duration)", IllegalArgumentException.class),
    PIPE_SEND_NOW("PipeSender.sendNow(byte[])", IllegalArgumentException.class),
    PIPE_SEND_BUFFER_NOW("PipeSender.sendNow(ByteBuffer)", IllegalArgumentException.class),
    FRAMING_RAW("Framing.raw(int)", IllegalArgumentException.class),
    FRAMING_FIXED("Framing.fixed(int)", IllegalArgumentException.class),
    FRAMING_PREFIXED("Framing.lengthPrefixed(int, ByteOrder, int)", IllegalArgumentException.class),
    LINE_MAX_BYTES("LineOptions.maxBytes(int)", IllegalArgumentException.class),
    LINE_SEPARATOR("LineOptions.separator(byte[])", IllegalArgumentException.class),
    SIGNAL_NAMED("Signal.named(String)", NoSuchSignalException.class),
    SIGNAL("Signal.new(int)", NoSuchSignalException.class),
    SIGNAL_OF("Signal.of(int)", NoSuchSignalException.class),
    SIGNAL_REAL_TIME("Signal.realTime(int)", NoSuchSignalException.class),
    SIGNAL_SEND("Signal.sendTo(long)", IllegalArgumentException.class, NoSuchProcessException.class),
    SIGNAL_SEND_VALUE("Signal.sendTo(long, int)", IllegalArgumentException.class, NoSuchProcessException.class),
    TARGET_EXISTS("SignalTarget.exists(long)", IllegalArgumentException.class),
    TARGET_OPEN(
            "SignalTarget.open(long)",
            IllegalArgumentException.class,
            NoSuchProcessException.class,
            ErrnoException.class),
    TARGET_SEND_VALUE("SignalTarget.send(Signal, int)", NoSuchProcessException.class),
    PROCESS_OPEN(
            "WatchedProcess.open(long)",
            IllegalArgumentException.class,
            NoSuchProcessException.class,
            ErrnoException.class),
    PROCESS_EXITED("Processes.exited(long)"),
    PROCESS_STATUS("Processes.status(long)"),
    REAP_TIMEOUT("ProcessOptions.reapTimeout(Duration)", IllegalArgumentException.class),
    SEMAPHORE_BUILDER("PosixSemaphore.builder(String)", IllegalArgumentException.class),
    SEMAPHORE_UNLINK("PosixSemaphore.unlink(String)", IllegalArgumentException.class, ErrnoException.class),
    SEMAPHORE_VALUE("PosixSemaphoreBuilder.value(int)", IllegalArgumentException.class),
    SEMAPHORE_MODE("PosixSemaphoreBuilder.mode(int)", IllegalArgumentException.class),
    SEMAPHORE_BLOCKING_WAIT("PosixSemaphore.blockingWait(Duration, WaitHandler)", IllegalArgumentException.class),
    SEMAPHORE_AT(
            "PosixSemaphore.at(MappedMemory, long)",
            IndexOutOfBoundsException.class,
            IllegalArgumentException.class,
            ErrnoException.class),
    SEMAPHORE_INITIALIZE(
            "PosixSemaphore.initialize(MappedMemory, long, int)",
            IndexOutOfBoundsException.class,
            IllegalArgumentException.class),
    OPERATION("SemaphoreOperation.new(int, int, boolean)", IllegalArgumentException.class),
    OPERATION_TAKE("SemaphoreOperation.take(int, int)", IllegalArgumentException.class),
    OPERATION_GIVE("SemaphoreOperation.give(int, int)", IllegalArgumentException.class),
    OPERATION_ZERO("SemaphoreOperation.awaitZero(int)", IllegalArgumentException.class),
    SET_BUILDER("SysvSemaphoreSet.builder(IpcKey)"),
    SET_MODE("SysvSemaphoreSetBuilder.mode(int)", IllegalArgumentException.class),
    SET_INITIALIZATION("SysvSemaphoreSetBuilder.initializationTimeout(Duration)", IllegalArgumentException.class),
    SET_OPEN("SysvSemaphoreSet.open(IpcKey)", IllegalArgumentException.class, ErrnoException.class),
    SET_BY_ID("SysvSemaphoreSet.openById(int)", ErrnoException.class),
    SET_VALUE("SysvSemaphoreSet.value(int)", IllegalArgumentException.class),
    SET_SET_VALUE("SysvSemaphoreSet.setValue(int, int)", IllegalArgumentException.class, ErrnoException.class),
    SET_WAITERS("SysvSemaphoreSet.waiters(int)", IllegalArgumentException.class),
    SET_WAITERS_FOR_ZERO("SysvSemaphoreSet.waitersForZero(int)", IllegalArgumentException.class),
    SET_LAST_PROCESS("SysvSemaphoreSet.lastProcess(int)", IllegalArgumentException.class),
    SET_BLOCKING_CHANGE(
            "SysvSemaphoreSet.blockingChange(List<SemaphoreOperation>, Duration, WaitHandler)",
            IllegalArgumentException.class),
    ACQUIRE("SemaphoreAcquirer.acquire(Duration)", IllegalArgumentException.class),
    WITH_PERMIT(
            "SemaphoreAcquirer.withPermit(Duration, Supplier<? extends Publisher<? extends T>>)",
            IllegalArgumentException.class),
    MONO_WITH_PERMIT("SemaphoreAcquirer.withPermit(Duration, Mono<? extends T>)", IllegalArgumentException.class),
    AWAIT_ZERO("ZeroWaiter.awaitZero(int)", IllegalArgumentException.class),
    AWAIT_ZERO_WITHIN("ZeroWaiter.awaitZero(int, Duration)", IllegalArgumentException.class),
    LOCK_OPEN("LockFile.open(Path)", IllegalArgumentException.class, ErrnoException.class),
    LOCK_OPEN_WITH_OPTIONS(
            "LockFile.open(Path, LockFileOptions)", IllegalArgumentException.class, ErrnoException.class),
    LOCK_MODE("LockFileOptions.mode(int)", IllegalArgumentException.class),
    LOCK_RANGE("LockRange.new(long, long)", IllegalArgumentException.class),
    LOCK_RANGE_OF("LockRange.of(long, long)", IllegalArgumentException.class),
    LOCK_RANGE_FROM("LockRange.startingAt(long)", IllegalArgumentException.class),
    LOCK_BLOCKING("LockFile.blockingLock(LockMode, LockRange, Duration, WaitHandler)", IllegalArgumentException.class),
    LOCKER("FileLocker.create(Path)", IllegalArgumentException.class, ErrnoException.class),
    LOCKER_WITH_OPTIONS(
            "FileLocker.create(Path, FileLockerOptions)", IllegalArgumentException.class, ErrnoException.class),
    LOCK("FileLocker.lock(LockMode, LockRange, Duration)", IllegalArgumentException.class),
    WITH_LOCK(
            "FileLocker.withLock(LockMode, LockRange, Duration, Supplier<? extends Publisher<? extends T>>)",
            IllegalArgumentException.class),
    LOCK_UPGRADE("HeldLock.upgrade(Duration)", IllegalArgumentException.class),
    SEGMENT_BUILDER("SysvSharedMemory.builder(IpcKey)"),
    SEGMENT_OPEN("SysvSharedMemory.open(IpcKey)", IllegalArgumentException.class, ErrnoException.class),
    SEGMENT_BY_ID("SysvSharedMemory.openById(int)", ErrnoException.class),
    SEGMENT_SIZE("SysvSharedMemoryBuilder.size(long)", IllegalArgumentException.class),
    SEGMENT_MODE("SysvSharedMemoryBuilder.mode(int)", IllegalArgumentException.class),
    SEGMENT_CREATE("SysvSharedMemoryBuilder.create()", ErrnoException.class),
    MEMORY_BUILDER("SharedMemory.builder(String)", IllegalArgumentException.class),
    MEMORY_UNLINK("SharedMemory.unlink(String)", IllegalArgumentException.class, ErrnoException.class),
    MEMORY_INFO("SharedMemory.info(String)", IllegalArgumentException.class, ErrnoException.class),
    MEMORY_OPEN_PATH("SharedMemory.openPath(Path)", IllegalArgumentException.class, ErrnoException.class),
    MEMORY_RESIZE("SharedMemory.resize(long)", IllegalArgumentException.class, ErrnoException.class),
    MEMORY_SIZE("SharedMemoryBuilder.size(long)", IllegalArgumentException.class),
    MEMORY_MODE("SharedMemoryBuilder.mode(int)", IllegalArgumentException.class),
    ANONYMOUS_SIZE("AnonymousMemoryBuilder.size(long)", IllegalArgumentException.class),
    MAP_OPEN("MappedFile.open(Path)", IllegalArgumentException.class, ErrnoException.class),
    MAP_BUILDER("MappedFile.builder(Path)", IllegalArgumentException.class),
    MAP_OFFSET("MappedFileBuilder.offset(long)", IllegalArgumentException.class),
    MAP_LENGTH("MappedFileBuilder.length(long)", IllegalArgumentException.class),
    MAP_OPEN_PART("MappedFileBuilder.open()", ErrnoException.class),
    MEMORY_BYTES("MappedMemory.bytes(long, int)", IndexOutOfBoundsException.class),
    MEMORY_IS_THERE("MappedMemory.isThere(long, long)", IndexOutOfBoundsException.class),
    GET_INT("MappedMemory.getInt(long)", IndexOutOfBoundsException.class, IllegalArgumentException.class),
    SET_INT("MappedMemory.setInt(long, int)", IndexOutOfBoundsException.class, IllegalArgumentException.class),
    COMPARE_AND_SET_INT(
            "MappedMemory.compareAndSetInt(long, int, int)",
            IndexOutOfBoundsException.class,
            IllegalArgumentException.class),
    ADD_TO_INT("MappedMemory.addToInt(long, int)", IndexOutOfBoundsException.class, IllegalArgumentException.class),
    GET_LONG("MappedMemory.getLong(long)", IndexOutOfBoundsException.class, IllegalArgumentException.class),
    SET_LONG("MappedMemory.setLong(long, long)", IndexOutOfBoundsException.class, IllegalArgumentException.class),
    COMPARE_AND_SET_LONG(
            "MappedMemory.compareAndSetLong(long, long, long)",
            IndexOutOfBoundsException.class,
            IllegalArgumentException.class),
    ADD_TO_LONG("MappedMemory.addToLong(long, long)", IndexOutOfBoundsException.class, IllegalArgumentException.class),
    WORD("MappedMemory.word(long)", IndexOutOfBoundsException.class, IllegalArgumentException.class),
    WORD_SET("SharedWord.set(int)"),
    WORD_COMPARE_AND_SET("SharedWord.compareAndSet(int, int)"),
    WORD_GET_AND_ADD("SharedWord.getAndAdd(int)"),
    WORD_WAKE("SharedWord.wake(int)", IllegalArgumentException.class),
    WORD_AWAIT_CHANGE("SharedWord.blockingAwaitChange(int, ReceiveHandler<Integer>)"),
    WATCHER_AWAIT_CHANGE("WordWatcher.awaitChange(int)"),
    WATCHER_AWAIT_CHANGE_WITHIN("WordWatcher.awaitChange(int, Duration)", IllegalArgumentException.class),
    RING_BUILDER("Ring.builder(String)", IllegalArgumentException.class),
    RING_UNLINK("Ring.unlink(String)", IllegalArgumentException.class, ErrnoException.class),
    RING_CAPACITY("RingBuilder.capacity(int)", IllegalArgumentException.class),
    RING_MODE("RingBuilder.mode(int)", IllegalArgumentException.class),
    RING_SPIN("RingBuilder.spin(Duration)", IllegalArgumentException.class),
    RING_UNBLOCK_AFTER("RingBuilder.unblockAfter(Duration)", IllegalArgumentException.class),
    RING_MESSAGE("RingMessage.of(int, byte[])", IllegalArgumentException.class),
    RING_TEXT("RingMessage.ofText(int, String)", IllegalArgumentException.class),
    RING_TRY_WRITE(
            "RingProducer.tryWrite(int, ByteBuffer)", IllegalArgumentException.class, MessageTooLargeException.class),
    RING_BLOCKING_WRITE(
            "RingProducer.blockingWrite(RingMessage, Duration, WaitHandler)",
            IllegalArgumentException.class,
            MessageTooLargeException.class),
    RING_SEND("RingSender.send(RingMessage, Duration)", IllegalArgumentException.class),
    RING_RECEIVE_WITHIN("RingReceiver.receiveWithin(Duration)", IllegalArgumentException.class),
    RING_DECODE_WITHIN(
            "RingReceiver.receiveWithin(Duration, RingDecoder<? extends T>)", IllegalArgumentException.class),
    RING_READ("RingConsumer.read(RingHandler, int)", IllegalArgumentException.class),
    RING_BLOCKING_AWAIT("RingConsumer.blockingAwait(Duration, WaitHandler)", IllegalArgumentException.class),
    FOLDER_OPEN("FolderWatch.open(Path)", IllegalArgumentException.class, ErrnoException.class),
    FOLDER_OPEN_FOR("FolderWatch.open(Path, Set<NameChange>)", IllegalArgumentException.class, ErrnoException.class),
    FOLDER_WATCHER("FolderWatcher.create(Path)"),
    FOLDER_WATCHER_WITH_OPTIONS("FolderWatcher.create(Path, FolderWatcherOptions)"),
    NAME_APPEARED("FolderWatcher.appeared(String)", IllegalArgumentException.class),
    NAME_APPEARANCE("NameAppearance.of(Path)", IllegalArgumentException.class);

    /** So long a call that does not wait may take on a loaded machine before it counts as hanging. */
    private final String signature;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it
    private final List<Class<? extends RuntimeException>> exceptions;

    @SafeVarargs
    @SuppressWarnings("varargs")
    Documented(String signature, Class<? extends RuntimeException>... exceptions) {
        this.signature = signature;
        this.exceptions = List.of(exceptions);
    }

    /** The type's simple name, the method's, and the types of its parameters. */
    String signature() {
        return signature;
    }

    List<Class<? extends RuntimeException>> exceptions() {
        return exceptions;
    }

    /** How a call ended: with a value, which may be null, or with an exception that is documented. */
    record Outcome<T>(T value, RuntimeException exception) {
        boolean failed() {
            return exception != null;
        }

        /** Whether the arguments were refused, before the kernel was asked. */
        boolean refused() {
            return exception instanceof IllegalArgumentException;
        }
    }

    /** Makes the call, and fails on an exception that its Javadoc does not name, and on one without a message. */
    <T> Outcome<T> call(Callable<T> call) {
        long begin = System.nanoTime();
        Outcome<T> outcome = outcome(call);
        if (System.nanoTime() - begin > Bounds.SOON.toNanos()) {
            throw new AssertionError(this + " took longer than " + Bounds.SOON);
        }
        return outcome;
    }

    private <T> Outcome<T> outcome(Callable<T> call) {
        try {
            return new Outcome<>(call.call(), null);
        } catch (RuntimeException thrown) {
            if (exceptions.stream().noneMatch(documented -> documented.isInstance(thrown))) {
                throw new AssertionError(this + " threw what its Javadoc does not name", thrown);
            }
            if (thrown.getMessage() == null && !(thrown instanceof ReadOnlyBufferException)) {
                throw new AssertionError(this + " does not say what is wrong", thrown);
            }
            return new Outcome<>(null, thrown);
        } catch (Exception checked) {
            throw new AssertionError(this + " threw a checked exception", checked);
        }
    }
}
