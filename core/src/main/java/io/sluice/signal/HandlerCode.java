package io.sluice.signal;

import io.sluice.errno.ErrnoException;
import io.sluice.libc.Abi;
import io.sluice.libc.Libc;
import io.sluice.libc.MemoryCalls;
import io.sluice.libc.MemoryConstants;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The machine code of the handler that blocks a signal on the thread that it has hit. Java code cannot run in a signal
 * handler, and no native library is loaded for it: some fifty bytes are written to a page of their own.
 *
 * <p>The code sets the signal's bit in {@code ucontext.uc_sigmask}, which the kernel makes the thread's mask when the handler
 * returns. Then it queues the signal with all its information to the process again, where a signalfd finds it. A primer,
 * which has the code {@link #PRIMER}, is not queued again. The code uses no stack, no memory of its own and no C library.
 *
 * <p>A thread may run the code at any time, so the page stays mapped until the process ends, even where the class loader of
 * this class is dropped. The next one finds the page through the action of a signal.
 *
 * <p>The source is {@code handler-x86_64.S} among the resources of the tests, and a test compares what it is assembled to.
 */
final class HandlerCode {
    /** The {@code si_code} of a primer, which no signal has otherwise. */
    static final int PRIMER = 0x93475031;

    private static final byte[] X86_64 = HexFormat.of()
            .parseHex(
                    "f30f1efa" // endbr64
                            + "8d4fff" // lea ecx, [rdi - 1]
                            + "480fab8a28010000" // bts qword ptr [rdx + UC_SIGMASK], rcx
                            + "8b4608" // mov eax, dword ptr [rsi + SI_CODE]
                            + "3d31504793" // cmp eax, PRIMER
                            + "7432" // je primed
                            + "85c0" // test eax, eax
                            + "7905" // jns mark
                            + "83f8fa" // cmp eax, SI_TKILL
                            + "750d" // jne queue
                            + "0d00000080" // mark: or eax, 0x80000000
                            + "25ffffffbf" // and eax, 0xBFFFFFFF
                            + "894608" // mov dword ptr [rsi + SI_CODE], eax
                            + "4189f8" // queue: mov r8d, edi
                            + "4989f1" // mov r9, rsi
                            + "b827000000" // mov eax, __NR_getpid
                            + "0f05" // syscall
                            + "89c7" // mov edi, eax
                            + "4489c6" // mov esi, r8d
                            + "4c89ca" // mov rdx, r9
                            + "b881000000" // mov eax, __NR_rt_sigqueueinfo
                            + "0f05" // syscall
                            + "c3"); // primed: ret

    /** The upper two bits of a code that the handler has marked. */
    private static final int MARK = 2;

    private static final int MARK_SHIFT = 30;

    private static final int PAGE = 4096;

    private HandlerCode() {}

    /** Whether there is such code for this machine. */
    static boolean exists() {
        return Abi.current() == Abi.X86_64;
    }

    /**
     * The code with which a signal was sent first. The kernel lets only the first thread of a process queue a signal to the
     * process with a code of 0 or more, such as that of {@code kill}. So the handler marks such a code.
     */
    static int codeAsSent(int code) {
        boolean marked = code >>> MARK_SHIFT == MARK;
        return marked ? code << MARK >> MARK : code; // bit 29 has the sign
    }

    /** The bytes, for the test that compares them with their source. */
    static byte[] bytes() {
        return X86_64.clone();
    }

    /** The address of the code, on a page of this process that another class loader has made or else a new one. */
    static synchronized long address() {
        for (Signal signal : Signal.all()) {
            long handler = SignalAction.of(signal.number()).handler();
            if (isAt(handler)) {
                return handler;
            }
        }
        return mapped(Libc.get().memory());
    }

    static long mapped(MemoryCalls calls) {
        int readAndWrite = MemoryConstants.PROT_READ | MemoryConstants.PROT_WRITE;
        int privateAndEmpty = MemoryConstants.MAP_PRIVATE | MemoryConstants.MAP_ANONYMOUS;
        long page = calls.mmap(0, PAGE, readAndWrite, privateAndEmpty, -1, 0);
        if (page < 0) {
            throw new ErrnoException("mmap", "a page for a signal handler", (int) -page, "");
        }
        calls.view(page, PAGE).put(0, X86_64);
        int result = calls.mprotect(page, PAGE, MemoryConstants.PROT_READ | MemoryConstants.PROT_EXEC);
        if (result < 0) {
            calls.munmap(page, PAGE);
            throw new ErrnoException(
                    "mprotect",
                    "a page for a signal handler",
                    -result,
                    "The system does not let this process make memory executable (SELinux execmem, seccomp, PR_SET_MDWE).");
        }
        return page;
    }

    /** Whether a handler is this code. It is read as a file, since to read an address that is not mapped would end the JVM. */
    static boolean isAt(long handler) {
        if (handler <= 0 || handler % PAGE != 0) {
            return false;
        }
        byte[] found = new byte[X86_64.length];
        // No channel, which an interrupted thread cannot read.
        try (RandomAccessFile memory = new RandomAccessFile("/proc/self/mem", "r")) {
            memory.seek(handler);
            memory.readFully(found);
            return Arrays.equals(found, X86_64);
        } catch (IOException notReadable) {
            return false;
        }
    }
}
