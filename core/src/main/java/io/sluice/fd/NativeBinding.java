package io.sluice.fd;

import io.sluice.libc.LibcSelection;

/** Which binding to the C library runs. */
public final class NativeBinding {
    private NativeBinding() {}

    /**
     * The name of the binding that runs in this JVM.
     *
     * @return such as {@code jna}
     * @throws RuntimeException that says why, if this platform is not supported or no binding can be used
     */
    public static String name() {
        return LibcSelection.current().name();
    }
}
