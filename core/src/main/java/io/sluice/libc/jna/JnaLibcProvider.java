package io.sluice.libc.jna;

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
        return Optional.empty();
    }

    @Override
    public Libc bind() {
        return new JnaLibc();
    }
}
