package io.sluice.samples;

import io.sluice.lock.LockFile;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** There is never more than one instance of this program: each locks a file, and the kernel unlocks it however it ends. */
public final class OneInstance {
    private OneInstance() {}

    /**
     * Runs until its standard input ends, unless another instance runs.
     *
     * @param args the file to lock, which is created if it does not exist, and stays
     * @throws IOException if the standard input cannot be read
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.out.println("argument: the FILE to lock, such as /run/user/1000/plant.lock");
            return;
        }
        try (LockFile file = LockFile.open(Path.of(args[0]))) {
            if (file.tryLock(LockMode.EXCLUSIVE, LockRange.whole())) {
                System.out.println("the only instance is process "
                        + ProcessHandle.current().pid());
                System.in.transferTo(OutputStream.nullOutputStream()); // in place of the work of a program
            } else {
                file.holder(LockMode.EXCLUSIVE, LockRange.whole())
                        .ifPresent(holder -> System.out.println(
                                "another instance runs: process " + holder.pid().orElse(0)));
            }
        }
    }
}
