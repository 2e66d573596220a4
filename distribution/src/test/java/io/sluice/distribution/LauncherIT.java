package io.sluice.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the launcher of the archive finds a Java and starts the command on it. */
class LauncherIT {
    private static final String[] TOOLS = {"readlink", "sed", "wc", "find", "mkdir", "nice", "sync", "mv", "rm"};

    private static final String REMEDY = "Install it, or set JAVA_HOME to the folder that has its bin/java";

    @TempDir
    private Path scratch;

    private Installed sluice;

    @BeforeEach
    void unpack() throws IOException {
        sluice = Installed.unpacked(scratch, "a folder").with("SLUICE_CLASS_ARCHIVE", "off");
    }

    private static String thisJdk() {
        return "JDK: " + Runtime.version() + " (";
    }

    @Test
    void startsOnTheJavaOfJavaHomeWithTheBestBindingOfItAndWithoutAWarning() {
        Installed.Exit exit = sluice.run("--version");
        exit.assertDone();
        String binding = Runtime.version().feature() >= 22 ? "ffm" : "jna";
        assertThat(exit.output())
                .startsWith("sluice ")
                .contains("\nbinding: " + binding + "\n")
                .contains(thisJdk());
    }

    @Test
    void argumentsArriveAsTheyWereGivenAlsoThroughALink() throws IOException {
        Path link = Files.createSymbolicLink(scratch.resolve("sluice"), sluice.launcher());
        sluice.with("LC_ALL", "C");
        String name = "/no *  \"queue\" 'ö' $HOME \\";
        Installed.Exit exit = sluice.start(link, "mq", "info", name).awaitExit();
        assertThat(exit.error())
                .startsWith("sluice: mq_open(" + name + "): ENOENT")
                .hasLineCount(1);
        assertThat(exit.status()).isEqualTo(1);
    }

    @Test
    void optionsForJavaCanBeGiven() {
        sluice.with("SLUICE_JAVA_OPTIONS", "-Xmx64m -Dio.sluice.libc=jna");
        assertThat(sluice.run("--version").output()).contains("\nbinding: jna\n");
    }

    @Test
    void aFolderWithoutJavaInJavaHomeIsAnError() {
        sluice.with("JAVA_HOME", "/nowhere");
        sluice.run("--version").assertFailed("there is no bin/java in JAVA_HOME, /nowhere");
    }

    @Test
    void aJavaInJavaHomeThatIsTooOldIsAnErrorWithItsVersion() throws IOException {
        Path old = javaOf(scratch.resolve("old"), "1.8.0_392");
        sluice.with("JAVA_HOME", old.toString());
        sluice.run("--version")
                .assertFailed("Java 17 or later is needed; the one in JAVA_HOME, " + old + ", is 1.8.0_392");
    }

    @Test
    void javaOnThePathIsUsedWithoutJavaHome() throws IOException {
        Path tools = toolsWithoutJava();
        Path home = scratch.resolve("without a file release");
        Files.createSymbolicLink(tools.resolve("java"), runs(home.resolve("bin/java"), javaOfThisTest()));
        sluice.without("JAVA_HOME").with("PATH", tools.toString()).with("SLUICE_JVM_FOLDER", "/nowhere");
        assertThat(sluice.run("--version").output()).contains(thisJdk());
    }

    @Test
    void aShimOnThePathIsAskedForTheJavaThatItChooses() throws IOException {
        Path tools = toolsWithoutJava();
        Path shims = runs(scratch.resolve("shims/java"), javaOfThisTest()).getParent();
        sluice.without("JAVA_HOME").with("PATH", shims + ":" + tools).with("SLUICE_JVM_FOLDER", "/nowhere");
        assertThat(sluice.run("--version").output()).contains(thisJdk());

        runs(shims.resolve("java"), Path.of("/bin/false"));
        sluice.run("--version").assertFailed("Java 17 or later is needed. " + REMEDY);
    }

    @Test
    void theNewestOfTheInstalledJavasIsUsedWhereTheOneOnThePathIsTooOld() throws IOException {
        Path tools = toolsWithoutJava();
        Path old = javaOf(scratch.resolve("jvm/c old"), "11.0.2");
        Files.createSymbolicLink(tools.resolve("java"), old.resolve("bin/java"));
        runs(scratch.resolve("jvm/b new/bin/java"), javaOfThisTest());
        javaOf(scratch.resolve("jvm/a"), "9");
        sluice.without("JAVA_HOME")
                .with("PATH", tools.toString())
                .with("SLUICE_JVM_FOLDER", scratch.resolve("jvm").toString());
        assertThat(sluice.run("--version").output()).contains(thisJdk());
    }

    @Test
    void whereThereIsNoJavaTheErrorSaysWhatToDo() throws IOException {
        Path tools = toolsWithoutJava();
        sluice.without("JAVA_HOME").with("PATH", tools.toString()).with("SLUICE_JVM_FOLDER", "/nowhere");
        sluice.run("--version").assertFailed("Java 17 or later is needed. " + REMEDY);

        Path old = javaOf(scratch.resolve("old"), "11.0.2");
        Files.createSymbolicLink(tools.resolve("java"), old.resolve("bin/java"));
        sluice.run("--version")
                .assertFailed("Java 17 or later is needed, which java on the PATH is not: it is 11.0.2. " + REMEDY);
    }

    @Test
    void aWrongSettingForTheArchiveIsAnError() {
        sluice.with("SLUICE_CLASS_ARCHIVE", "yes");
        sluice.run("--version").assertFailed("SLUICE_CLASS_ARCHIVE is 'yes', and may be auto, now or off");
    }

    /** What looks like an installed Java of a version, and does nothing. */
    private static Path javaOf(Path home, String version) throws IOException {
        runs(home.resolve("bin/java"), Path.of("/bin/false"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"None\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /** A folder for the PATH with what the launcher needs, and no java. */
    private Path toolsWithoutJava() throws IOException {
        Path folder = Files.createDirectories(scratch.resolve("tools"));
        for (String tool : TOOLS) {
            Path found = Stream.of(System.getenv("PATH").split(":", -1))
                    .map(place -> Path.of(place, tool))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            runs(folder.resolve(tool), found);
        }
        return folder;
    }

    private static Path javaOfThisTest() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** A script that runs another program. */
    private static Path runs(Path script, Path program) throws IOException {
        Files.createDirectories(script.getParent());
        Files.writeString(script, "#!/bin/sh\nexec '" + program + "' \"$@\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }
}
