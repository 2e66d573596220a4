package io.sluice.libc.jna;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.Map;

/** The {@code mq_*} functions, mapped directly. They are in libc since glibc 2.34 and in librt before. */
final class MqFunctions {
    static final NativeLibrary LIBRARY = find();

    static {
        Native.register(MqFunctions.class, LIBRARY);
    }

    private MqFunctions() {}

    private static NativeLibrary find() {
        Map<String, Object> options = Map.of(Library.OPTION_STRING_ENCODING, "UTF-8");
        NativeLibrary libc = NativeLibrary.getInstance("c", options);
        try {
            libc.getFunction("mq_open");
            return libc;
        } catch (UnsatisfiedLinkError older) {
            return NativeLibrary.getInstance("librt.so.1", options);
        }
    }

    static native int mq_getattr(int mqd, long attributes);
}
