package io.sluice.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which package of the command may import which. */
class CliArchitectureTest {
    private static final JavaClasses CLI = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.sluice.cli");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mqueue",
                "sysvmsg",
                "sysvsem",
                "sysvshm",
                "shm",
                "map",
                "ring",
                "bridge",
                "doctor",
                "fifo",
                "lock",
                "process",
                "semaphore",
                "signal",
                "timerfd"
            })
    void aKindImportsWhatIsSharedAndNoOtherKind(String kind) {
        mayImport(kind, kind, "memory", "message", "option", "command");
    }

    @Test
    void whatIsSharedImportsNoKind() {
        mayImport("memory", "memory", "message", "option", "command");
        mayImport("message", "message", "option", "command");
        mayImport("option", "option", "command");
        mayImport("command", "command");
    }

    @Test
    void theOverviewKnowsNoScreenAndNoCommand() {
        mayImport("overview", "overview", "message");
        mayImport("top", "top", "overview", "message", "option", "command");
        mayImport("web", "web", "overview", "doctor", "message", "option", "command");
    }

    @Test
    void thereIsNoCycle() {
        slices().matching("io.sluice.(cli..)").should().beFreeOfCycles().check(CLI);
    }

    private static void mayImport(String packageName, String... packages) {
        List<String> allowed = new ArrayList<>(List.of(
                "io.sluice.epoll",
                "io.sluice.errno",
                "io.sluice.fd",
                "io.sluice.inotify",
                "io.sluice.lock",
                "io.sluice.mapping",
                "io.sluice.mqueue",
                "io.sluice.pipe",
                "io.sluice.reactor..",
                "io.sluice.process",
                "io.sluice.ring",
                "io.sluice.semaphore",
                "io.sluice.sharedmemory",
                "io.sluice.signal",
                "io.sluice.sysvipc",
                "io.sluice.sysvmsg",
                "io.sluice.timerfd",
                "org.jspecify..",
                "org.reactivestreams",
                "picocli",
                "reactor.core..",
                "java.."));
        if (packageName.equals("bridge")) {
            allowed.add("io.sluice.kafka");
        }
        if (packageName.equals("message")) {
            allowed.add("com.fasterxml.jackson.core..");
        }
        if (packageName.equals("top")) {
            allowed.add("org.jline..");
        }
        if (packageName.equals("web")) {
            allowed.addAll(List.of("io.netty..", "javax.net.ssl", "reactor.netty.."));
        }
        for (String each : packages) {
            allowed.add("io.sluice.cli." + each);
        }
        classes()
                .that()
                .resideInAPackage("io.sluice.cli." + packageName)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new))
                .check(CLI);
    }
}
