package io.sluice.spring.boot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/** What a native image has to keep for the JNA binding and for finding a binding: services, the native library, its callbacks. */
final class SluiceHints implements RuntimeHintsRegistrar {
    private static final List<String> NATIVE_LIBRARIES =
            List.of("com/sun/jna/linux-x86-64/libjnidispatch.so", "com/sun/jna/linux-aarch64/libjnidispatch.so");

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        hints.resources().registerPattern("META-INF/services/io.sluice.libc.LibcProvider");
        NATIVE_LIBRARIES.forEach(library -> hints.resources().registerPattern(library));
        for (String type : List.of("com.sun.jna.Native", "com.sun.jna.Structure", "com.sun.jna.Pointer")) {
            hints.jni()
                    .registerType(
                            TypeReference.of(type),
                            MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
                            MemberCategory.INVOKE_DECLARED_METHODS);
        }
        // JNA looks for the native methods of these by reflection.
        for (String type : List.of(
                "JnaClockCalls",
                "JnaEpollCalls",
                "JnaFileCalls",
                "JnaInotifyCalls",
                "JnaLimitCalls",
                "JnaLockCalls",
                "JnaMemoryCalls",
                "JnaPosixQueueCalls",
                "JnaSignalCalls",
                "JnaSocketCalls",
                "JnaSysvMemoryCalls",
                "JnaSysvMessageCalls",
                "JnaSysvSemaphoreCalls",
                "SystemCalls")) {
            hints.reflection()
                    .registerType(
                            TypeReference.of("io.sluice.libc.jna." + type), MemberCategory.INVOKE_DECLARED_METHODS);
        }
    }
}
