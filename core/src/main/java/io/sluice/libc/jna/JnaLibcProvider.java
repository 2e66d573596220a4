package io.sluice.libc.jna;

import com.sun.jna.Native;
import io.sluice.libc.Libc;
import io.sluice.libc.LibcProvider;
import java.util.Optional;

/** Offers the binding on JNA, which works on every JDK that this library runs on. */
public final class JnaLibcProvider implements LibcProvider {
    /** For {@link java.util.ServiceLoader}. */
    public JnaLibcProvider() {}

    @Override
    public String name() {
        return "jna";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Optional<String> unavailableBecause() {
        try {
            return Native.POINTER_SIZE == Long.BYTES ? Optional.empty() : Optional.of("it needs a 64-bit JVM.");
        } catch (LinkageError refused) {
            return Optional.of("JNA cannot load its native library (" + refused.getMessage() + "). It is unpacked to a"
                    + " temporary folder: where that forbids execution, name another one with -Djna.tmpdir=FOLDER, or"
                    + " install it and name its folder with -Djna.boot.library.path=FOLDER.");
        }
    }

    @Override
    public Libc bind() {
        return new JnaLibc();
    }
}
