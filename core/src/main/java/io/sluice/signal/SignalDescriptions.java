package io.sluice.signal;

import io.sluice.libc.Libc;
import io.sluice.libc.SignalCalls;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What the C library says of signals. */
final class SignalDescriptions {
    private static final int LONGEST = 256;

    private SignalDescriptions() {}

    /** One at a time: an old C library has one buffer for all that {@code strsignal} returns. */
    static synchronized String of(int number) {
        SignalCalls calls = Libc.get().signals();
        long english = calls.sigdescrNp(number);
        return english != 0
                ? text(english, StandardCharsets.US_ASCII)
                : text(calls.strsignal(number), charsetOfTheProcess());
    }

    /** {@code strsignal} translates to the language of the process, in its encoding. */
    private static Charset charsetOfTheProcess() {
        String name = System.getProperty("native.encoding", "");
        return !name.isEmpty() && Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }

    private static String text(long address, Charset charset) {
        ByteBuffer memory = Libc.get().memory().view(address, LONGEST);
        int length = 0;
        while (length < LONGEST && memory.get(length) != 0) { // and nothing behind the end is read
            length++;
        }
        byte[] bytes = new byte[length];
        memory.get(0, bytes);
        return new String(bytes, charset);
    }
}
