package io.sluice.reactor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What this module may use, and which of its code looks at the wall clock. */
class ReactorArchitectureTest {
    private final JavaClasses sluice = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/io/sluice/testing/"))
            .importPackages("io.sluice");

    @Test
    void theNativeSeamIsNotUsed() {
        noClasses()
                .that()
                .resideInAPackage("io.sluice.reactor..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.sluice.libc..", "com.sun.jna..")
                .check(sluice);
    }

    @Test
    void onlyCoreAndReactorAreUsed() {
        classes()
                .that()
                .resideInAPackage("io.sluice.reactor..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.sluice.reactor..",
                        "io.sluice.blocking..",
                        "io.sluice.epoll..",
                        "io.sluice.errno..",
                        "io.sluice.fd",
                        "io.sluice.mqueue..",
                        "io.sluice.sysvmsg..",
                        "io.sluice.timerfd..",
                        "reactor.core..",
                        "reactor.util..",
                        "reactor.blockhound..",
                        "org.reactivestreams..",
                        "org.jspecify..",
                        "java..")
                .check(sluice);
    }

    @Test
    void coreDoesNotKnowReactor() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.sluice.reactor..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.sluice.reactor..", "reactor..", "org.reactivestreams..")
                .check(sluice);
    }

    @Test
    void onlyTheBlockHoundIntegrationNeedsBlockHound() {
        noClasses()
                .that()
                .doNotHaveSimpleName("SluiceBlockHoundIntegration")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("reactor.blockhound..")
                .check(sluice);
    }

    /** A step of the wall clock moves deadlines, which are times of day, and no timeout. */
    @Test
    void onlyDeadlinesLookAtTheWallClock() {
        Set<String> looks = sluice.stream()
                .flatMap(each -> each.getMethodCallsFromSelf().stream())
                .filter(ReactorArchitectureTest::looksAtTheWallClock)
                .map(call -> call.getOrigin().getFullName())
                .collect(Collectors.toSet());
        assertThat(looks).containsExactly("io.sluice.reactor.SendLimit.nanosUntil(java.time.Instant)");
    }

    private static boolean looksAtTheWallClock(JavaMethodCall call) {
        return call.getTarget().getName().equals("currentTimeMillis")
                || call.getTargetOwner().isEquivalentTo(Clock.class)
                || (call.getTargetOwner().isEquivalentTo(Instant.class)
                        && call.getTarget().getName().equals("now"));
    }

    @Test
    void publicClassesAreFinal() {
        classes()
                .that()
                .resideInAPackage("io.sluice.reactor..")
                .and()
                .arePublic()
                .and()
                .areNotInterfaces()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(sluice);
    }
}
