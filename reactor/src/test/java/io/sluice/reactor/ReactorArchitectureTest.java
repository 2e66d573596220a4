package io.sluice.reactor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What this module may use, and which of its code looks at the wall clock. */
class ReactorArchitectureTest {
    private static final String ROOT = "io.sluice.reactor";
    private static final String SOURCE = "io.sluice.reactor.internal.source";
    private static final String QUEUE = "io.sluice.reactor.internal.queue";
    private static final String CODEC = "io.sluice.reactor.codec";
    private static final String DECODING = "io.sluice.reactor.internal.codec";
    private static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry(ROOT, List.of()),
            Map.entry(SOURCE, List.of(ROOT)),
            Map.entry(QUEUE, List.of(SOURCE, ROOT)),
            Map.entry(CODEC, List.of(ROOT)),
            Map.entry(DECODING, List.of(CODEC, ROOT)),
            Map.entry("io.sluice.reactor.mqueue", List.of(CODEC, DECODING, QUEUE, SOURCE, ROOT)),
            Map.entry("io.sluice.reactor.pipe", List.of(CODEC, DECODING, QUEUE, SOURCE, ROOT)),
            Map.entry("io.sluice.reactor.inotify", List.of(SOURCE, ROOT)),
            Map.entry("io.sluice.reactor.lock", List.of(QUEUE, SOURCE, ROOT)),
            Map.entry("io.sluice.reactor.process", List.of(SOURCE, ROOT)),
            Map.entry("io.sluice.reactor.ring", List.of(CODEC, DECODING, QUEUE, SOURCE, ROOT)),
            Map.entry("io.sluice.reactor.semaphore", List.of(QUEUE, SOURCE, ROOT)),
            Map.entry("io.sluice.reactor.sharedmemory", List.of(QUEUE, SOURCE, ROOT)),
            Map.entry("io.sluice.reactor.signal", List.of(SOURCE, ROOT)),
            Map.entry("io.sluice.reactor.sysvmsg", List.of(CODEC, DECODING, QUEUE, SOURCE, ROOT)),
            Map.entry("io.sluice.reactor.timerfd", List.of(QUEUE, SOURCE, ROOT)));

    private static final JavaClasses SLUICE = new ClassFileImporter()
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
                .check(SLUICE);
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
                        "io.sluice.codec",
                        "io.sluice.epoll..",
                        "io.sluice.errno..",
                        "io.sluice.fd",
                        "io.sluice.inotify..",
                        "io.sluice.lock..",
                        "io.sluice.mapping..",
                        "io.sluice.mqueue..",
                        "io.sluice.pipe..",
                        "io.sluice.process..",
                        "io.sluice.ring..",
                        "io.sluice.semaphore..",
                        "io.sluice.signal..",
                        "io.sluice.sysvmsg..",
                        "io.sluice.timerfd..",
                        "reactor.core..",
                        "reactor.util..",
                        "reactor.blockhound..",
                        "org.reactivestreams..",
                        "org.jspecify..",
                        "java..")
                .check(SLUICE);
    }

    @Test
    void coreDoesNotKnowReactor() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.sluice.reactor..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.sluice.reactor..", "reactor..", "org.reactivestreams..")
                .check(SLUICE);
    }

    @Test
    void onlyTheBlockHoundIntegrationNeedsBlockHound() {
        noClasses()
                .that()
                .doNotHaveSimpleName("SluiceBlockHoundIntegration")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("reactor.blockhound..")
                .check(SLUICE);
    }

    /** A step of the wall clock moves deadlines, which are times of day, and no timeout. */
    @Test
    void onlyDeadlinesLookAtTheWallClock() {
        Set<String> looks = SLUICE.stream()
                .flatMap(each -> each.getMethodCallsFromSelf().stream())
                .filter(ReactorArchitectureTest::looksAtTheWallClock)
                .map(call -> call.getOrigin().getFullName())
                .collect(Collectors.toSet());
        assertThat(looks).containsExactly("io.sluice.reactor.internal.queue.Limit.nanosUntil(java.time.Instant)");
    }

    private static boolean looksAtTheWallClock(JavaMethodCall call) {
        return call.getTarget().getName().equals("currentTimeMillis")
                || call.getTargetOwner().isEquivalentTo(Clock.class)
                || (call.getTargetOwner().isEquivalentTo(Instant.class)
                        && call.getTarget().getName().equals("now"));
    }

    /** The kinds lean on the engines, and the engines on the root. */
    @ParameterizedTest
    @MethodSource("packages")
    void aPackageImportsOnlyWhatIsBelowIt(String name) {
        List<String> allowed = MAY_IMPORT.get(name);
        assertThat(allowed).as("row of " + name).isNotNull();
        classes()
                .that()
                .resideInAPackage(name)
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "classes of " + allowed,
                        imported -> !imported.getPackageName().startsWith("io.sluice.reactor")
                                || imported.getPackageName().equals(name)
                                || allowed.contains(imported.getPackageName())))
                .check(SLUICE);
    }

    static Set<String> packages() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.sluice.reactor").stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.startsWith("io.sluice.reactor.testing"))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The engines know no kind, so they fit the next one. */
    @Test
    void theEnginesKnowNoKind() {
        noClasses()
                .that()
                .resideInAPackage("io.sluice.reactor.internal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.sluice.inotify..",
                        "io.sluice.lock..",
                        "io.sluice.mapping..",
                        "io.sluice.mqueue..",
                        "io.sluice.pipe..",
                        "io.sluice.process..",
                        "io.sluice.ring..",
                        "io.sluice.semaphore..",
                        "io.sluice.sharedmemory..",
                        "io.sluice.signal..",
                        "io.sluice.sysvmsg..",
                        "io.sluice.timerfd..")
                .check(SLUICE);
    }

    /** What a user can see of a public class is there for him to use. */
    @Test
    void noTypeOfTheEnginesIsInAnExportedSignature() {
        Set<String> leaks = SLUICE.stream()
                .filter(each -> isExported(each.getPackageName()) && isVisible(each.getModifiers()))
                .flatMap(each -> each.getMembers().stream())
                .filter(member -> isVisible(member.getModifiers()))
                .filter(member -> member.getAllInvolvedRawTypes().stream()
                        .anyMatch(type -> type.getPackageName().startsWith("io.sluice.reactor.internal")))
                .map(JavaMember::getFullName)
                .collect(Collectors.toSet());
        assertThat(leaks).isEmpty();
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static boolean isExported(String name) {
        return name.startsWith("io.sluice.reactor") && !name.contains(".internal");
    }

    /** Whoever stops all that an application receives does not have to know the kinds. */
    @Test
    void whatHasAStopIsStoppable() {
        Set<String> unknown = SLUICE.stream()
                .filter(each -> isExported(each.getPackageName()) && isVisible(each.getModifiers()))
                .filter(each -> each.tryGetMethod("stop").isPresent())
                .filter(each -> !each.isAssignableTo(Stoppable.class))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
        assertThat(unknown).isEmpty();
    }

    @Test
    void publicClassesAreFinal() {
        classes()
                .that()
                .resideInAnyPackage(
                        "io.sluice.reactor",
                        "io.sluice.reactor.inotify",
                        "io.sluice.reactor.mqueue",
                        "io.sluice.reactor.pipe",
                        "io.sluice.reactor.process",
                        "io.sluice.reactor.ring",
                        "io.sluice.reactor.sharedmemory",
                        "io.sluice.reactor.signal",
                        "io.sluice.reactor.sysvmsg",
                        "io.sluice.reactor.timerfd")
                .and()
                .arePublic()
                .and()
                .areNotInterfaces()
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT) // which have no constructor that users see
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(SLUICE);
    }
}
