package io.sluice.fd;

import io.sluice.libc.LibcSelection;
import java.util.List;

/**
 * Shows which binding to the C library this JVM uses, and why it does not use the others.
 *
 * <pre>{@code
 * System.out.println("binding: " + NativeBinding.name());
 * NativeBinding.unused().forEach(System.out::println);
 * }</pre>
 */
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

    /**
     * The bindings on the class path or module path that do not run in this JVM.
     *
     * @return for each its name and the reason, such as {@code jna: ffm is preferred.}
     * @throws RuntimeException as for {@link #name()}
     */
    public static List<String> unused() {
        return LibcSelection.current().rejected();
    }
}
