package io.sluice.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.testing.LongTest;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** The built jars as modules, in a program that has a descriptor of its own, and without what is optional. */
@LongTest
class ModulePathIT {
    private static final String PROGRAM = """
            package probe;

            import io.sluice.mqueue.PosixMessage;
            import io.sluice.mqueue.PosixMessageQueue;
            import io.sluice.mqueue.WhenUnlinked;
            import io.sluice.reactor.OutboundMessage;
            import io.sluice.reactor.mqueue.PosixMqReceiver;
            import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
            import io.sluice.reactor.mqueue.PosixMqSender;
            import java.time.Duration;
            import reactor.core.publisher.Flux;

            public class Main {
                public static void main(String[] arguments) {
                    Duration bound = Duration.ofSeconds(20);
                    String name = "/sluice-modules-" + ProcessHandle.current().pid();
                    try (PosixMessageQueue queue = PosixMessageQueue.builder(name)
                            .maxMessages(2)
                            .whenUnlinked(WhenUnlinked.GO_ON)
                            .create()) {
                        PosixMessageQueue.unlink(name);
                        PosixMqSender.create(queue)
                                .send(Flux.range(0, 100).map(i -> OutboundMessage.create(PosixMessage.ofText("m" + i), i)))
                                .subscribe();
                        System.out.println(PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().fair(true))
                                .receive().take(100).map(PosixMessage::text).blockLast(bound));
                        System.out.println(PosixMqReceiver.class.getModule().getName()
                                + " " + PosixMessageQueue.class.getModule().getName());
                    }
                    try {
                        Class.forName("reactor.blockhound.BlockHound");
                    } catch (ClassNotFoundException absent) {
                        System.out.println("no BlockHound");
                    }
                    try {
                        Class.forName("io.sluice.libc.Libc");
                        PosixMessageQueue.class.getModule().getDescriptor().exports().stream()
                                .filter(exported -> !exported.isQualified() && exported.source().contains("libc"))
                                .forEach(exported -> System.out.println("exported: " + exported));
                    } catch (ClassNotFoundException hidden) {
                        System.out.println("hidden");
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void aProgramOfModulesRunsWithoutTheOptionalOnes() throws Exception {
        List<Path> needed = new ArrayList<>();
        for (Class<?> each :
                List.of(PosixMqReceiver.class, PosixMessageQueue.class, Native.class, Flux.class, Publisher.class)) {
            needed.add(jarOf(each));
        }
        assertThat(needed).allSatisfy(jar -> assertThat(jar).isRegularFile());

        Files.writeString(folder.resolve("module-info.java"), "module probe { requires io.sluice.reactor; }");
        Files.writeString(folder.resolve("Main.java"), PROGRAM);
        Path classes = Files.createDirectory(folder.resolve("classes"));
        String annotations = File.pathSeparator + jarOf(NullMarked.class); // optional at run time, not for javac
        assertThat(run(
                        "javac",
                        "--module-path",
                        path(needed) + annotations,
                        "-d",
                        classes.toString(),
                        folder.resolve("module-info.java").toString(),
                        folder.resolve("Main.java").toString()))
                .isEmpty();

        needed.add(classes);
        assertThat(run(
                        "java",
                        "--enable-native-access=com.sun.jna",
                        "--module-path",
                        path(needed),
                        "--module",
                        "probe/probe.Main"))
                .isEqualToNormalizingNewlines("m99\nio.sluice.reactor io.sluice.core\nno BlockHound\n");
    }

    private static Path jarOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static String path(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static String run(String tool, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        Stream.of(arguments).forEach(command::add);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(text).isZero();
            return text;
        } finally {
            process.destroyForcibly();
        }
    }
}
