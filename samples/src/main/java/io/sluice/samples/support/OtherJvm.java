package io.sluice.samples.support;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A second JVM that runs one of these classes; what it says on its standard error shows in this program's. */
public final class OtherJvm {
    private OtherJvm() {}

    /**
     * Prepares one.
     *
     * @param main the name of the class to run
     * @param arguments its arguments
     * @return what starts it
     */
    public static ProcessBuilder builder(String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }
}
