package io.sluice.user;

import io.sluice.errno.ErrnoException;
import io.sluice.fd.NativeBinding;
import io.sluice.mqueue.PosixMessageQueue;

/** A program that uses the library from outside: prints the binding and why no other runs, and makes a native call. */
public final class PrintBinding {
    private PrintBinding() {}

    /**
     * Prints one line for each.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.out.println("binding: " + NativeBinding.name());
        NativeBinding.unused().forEach(reason -> System.out.println("not used: " + reason));
        try {
            PosixMessageQueue.unlink("/sluice-test-no-such-queue");
        } catch (ErrnoException expected) {
            System.out.println(expected.errno());
        }
    }
}
