package io.sluice.libc;

import java.util.Optional;

/** Offers one binding to the C library. Found by {@link java.util.ServiceLoader}. */
public interface LibcProvider {
    /**
     * The name by which a binding is forced with the system property {@code io.sluice.libc}.
     *
     * @return a short lower-case name, such as {@code jna}
     */
    String name();

    /**
     * How much this binding is to be preferred: the highest available one is used.
     *
     * @return a number; JNA's is 0
     */
    int priority();

    /**
     * Why this binding cannot be used here.
     *
     * @return a sentence, or empty where it can be used
     */
    Optional<String> unavailableBecause();

    /**
     * Binds the functions.
     *
     * @return the binding
     */
    Libc bind();
}
