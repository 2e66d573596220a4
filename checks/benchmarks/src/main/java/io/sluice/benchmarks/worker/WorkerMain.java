package io.sluice.benchmarks.worker;

import io.sluice.fd.NativeBinding;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The main class of the contestants in Java: {@code WorkerMain ROLE BINDING}. */
public final class WorkerMain {
    private WorkerMain() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        try {
            if (!NativeBinding.name().equals(arguments[1])) {
                throw new IllegalStateException("the binding is " + NativeBinding.name() + " and not " + arguments[1]);
            }
            Role role = Roles.named(arguments[0]);
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Round round = new Round(out);
                role.run(Command.parse(line), round);
                round.report();
            }
        } catch (Exception | LinkageError failure) {
            failure.printStackTrace();
            out.println("failed " + failure);
            Runtime.getRuntime().halt(1);
        }
    }
}
