package io.sluice;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.sluice.epoll.EventLoop;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package may import which. Nothing imports what is above it or beside it, unless its row says so. */
class ModuleTableTest {
    private static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
            entry("io.sluice", "blocking", "epoll", "fd", "fd.internal", "libc"),
            entry("io.sluice.codec"),
            entry("io.sluice.codec.struct", "codec"),
            entry("io.sluice.errno"),
            entry("io.sluice.libc", "errno"),
            entry("io.sluice.libc.jna", "libc"),
            entry("io.sluice.memory", "libc", "errno"),
            entry("io.sluice.time", "memory", "libc"),
            entry("io.sluice.fd", "libc"),
            entry("io.sluice.fd.internal", "fd", "libc", "errno"),
            entry("io.sluice.epoll", "fd", "fd.internal", "memory", "libc", "errno"),
            entry("io.sluice.blocking", "memory", "libc", "errno"),
            entry("io.sluice.sysvipc", "libc", "errno"),
            entry("io.sluice.sysvipc.internal", "sysvipc", "memory", "libc", "errno"),
            entry("io.sluice.files", "epoll", "fd", "fd.internal", "memory", "libc", "errno"),
            entry("io.sluice.inotify", "files", "epoll", "fd", "fd.internal", "memory", "libc", "errno"),
            entry("io.sluice.lock", "files", "blocking", "fd.internal", "time", "memory", "libc", "errno"),
            entry(
                    "io.sluice.mapping",
                    "mapping.internal",
                    "blocking",
                    "fd.internal",
                    "time",
                    "memory",
                    "libc",
                    "errno"),
            entry("io.sluice.mapping.internal", "blocking", "fd", "fd.internal", "libc", "errno"),
            entry("io.sluice.mqueue", "files", "blocking", "epoll", "fd", "fd.internal", "memory", "libc", "errno"),
            entry("io.sluice.process", "fd", "fd.internal", "memory", "libc", "errno"),
            entry(
                    "io.sluice.ring",
                    "mapping.internal",
                    "files",
                    "blocking",
                    "fd.internal",
                    "time",
                    "memory",
                    "libc",
                    "errno"),
            entry(
                    "io.sluice.semaphore",
                    "mapping",
                    "mapping.internal",
                    "files",
                    "sysvipc",
                    "sysvipc.internal",
                    "blocking",
                    "fd.internal",
                    "time",
                    "memory",
                    "libc",
                    "errno"),
            entry(
                    "io.sluice.sharedmemory",
                    "mapping",
                    "mapping.internal",
                    "files",
                    "sysvipc",
                    "sysvipc.internal",
                    "blocking",
                    "fd.internal",
                    "memory",
                    "libc",
                    "errno"),
            entry("io.sluice.signal", "fd", "fd.internal", "memory", "libc", "errno"),
            entry("io.sluice.timerfd", "fd", "fd.internal", "time", "memory", "libc", "errno"),
            entry("io.sluice.pipe", "files", "fd", "fd.internal", "memory", "libc", "errno"),
            entry(
                    "io.sluice.sysvmsg",
                    "sysvipc",
                    "sysvipc.internal",
                    "blocking",
                    "fd.internal",
                    "memory",
                    "libc",
                    "errno"));

    /** The families of native calls that a package uses. A package without a row uses none. */
    private static final Map<String, List<String>> FAMILIES = Map.ofEntries(
            Map.entry("io.sluice.memory", List.of("MemoryCalls")),
            Map.entry("io.sluice.fd.internal", List.of("FileCalls")),
            Map.entry("io.sluice.epoll", List.of("EpollCalls", "FileCalls")),
            Map.entry("io.sluice.blocking", List.of("SignalCalls", "MemoryCalls")),
            Map.entry("io.sluice.files", List.of("InotifyCalls", "FileCalls")),
            Map.entry("io.sluice.inotify", List.of("InotifyCalls", "FileCalls")),
            Map.entry("io.sluice.lock", List.of("LockCalls", "FileCalls")),
            Map.entry("io.sluice.mapping", List.of("FutexCalls")),
            Map.entry("io.sluice.mapping.internal", List.of("MemoryCalls", "FutexCalls")),
            Map.entry(
                    "io.sluice.mqueue",
                    List.of(
                            "PosixQueueCalls",
                            "FileCalls",
                            "EpollCalls",
                            "LimitCalls",
                            "MemoryCalls",
                            "MountCalls",
                            "SocketCalls")),
            Map.entry("io.sluice.process", List.of("ProcessCalls", "FileCalls")),
            Map.entry("io.sluice.ring", List.of("FutexCalls", "LockCalls", "FileCalls", "MemoryCalls")),
            Map.entry("io.sluice.semaphore", List.of("FutexCalls", "SysvSemaphoreCalls", "FileCalls", "MemoryCalls")),
            Map.entry("io.sluice.sharedmemory", List.of("FileCalls", "MemoryCalls", "SysvMemoryCalls")),
            Map.entry("io.sluice.signal", List.of("SignalCalls", "ProcessCalls", "FileCalls", "MemoryCalls")),
            Map.entry("io.sluice.timerfd", List.of("ClockCalls", "FileCalls")),
            Map.entry("io.sluice.pipe", List.of("FileCalls", "MemoryCalls")),
            Map.entry("io.sluice.sysvmsg", List.of("SysvMessageCalls")));

    private static Map.Entry<String, List<String>> entry(String name, String... imported) {
        return Map.entry(
                name, Stream.of(imported).map(each -> "io.sluice." + each).toList());
    }

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(MAY_IMPORT.keySet());

    static Stream<String> packages() {
        return CORE.stream().map(JavaClass::getPackageName).distinct().sorted();
    }

    static Stream<String> packagesBesideTheSeam() {
        return packages().filter(name -> !name.startsWith("io.sluice.libc"));
    }

    @Test
    void everyPackageIsInTheTable() {
        assertThat(MAY_IMPORT.keySet()).containsAll(packages().collect(Collectors.toSet()));
        assertThat(packages()).hasSizeGreaterThanOrEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageImportsOnlyWhatItsRowAllows(String name) {
        List<String> allowed = MAY_IMPORT.get(name);
        DescribedPredicate<JavaClass> ownOrOutside = DescribedPredicate.describe(
                "classes of " + allowed,
                imported -> !imported.getPackageName().startsWith("io.sluice")
                        || imported.getPackageName().equals(name)
                        || allowed.contains(imported.getPackageName()));
        classes()
                .that()
                .resideInAPackage(name)
                .should()
                .onlyDependOnClassesThat(ownOrOutside)
                .check(CORE);
    }

    @ParameterizedTest
    @MethodSource("packagesBesideTheSeam")
    void aPackageUsesOnlyItsFamiliesOfCalls(String name) {
        List<String> used = CORE.getPackage(name).getClasses().stream()
                .flatMap(user -> user.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .filter(target -> target.getPackageName().equals("io.sluice.libc"))
                .map(JavaClass::getSimpleName)
                .filter(target -> target.endsWith("Calls"))
                .distinct()
                .toList();
        assertThat(used).containsExactlyInAnyOrderElementsOf(FAMILIES.getOrDefault(name, List.of()));
    }

    @Test
    void noPackagesDependOnEachOtherInACycle() {
        slices().matching("io.sluice.(**)").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void onlyTheBindingKnowsJna() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.sluice.libc.jna")
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.sun.."))
                .check(CORE);
    }

    @Test
    void coreDependsOnTheJdkJnaAndJspecifyAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("io.sluice..", "java..", "com.sun.jna..", "org.jspecify.."))
                .check(CORE);
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.util.logging.."))
                .check(CORE);
    }

    @Test
    void whatUsersSeeNamesNothingThatIsNotExported() throws URISyntaxException {
        Path classes = Path.of(EventLoop.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Set<String> exported =
                ModuleFinder.of(classes).find("io.sluice.core").orElseThrow().descriptor().exports().stream()
                        .filter(each -> !each.isQualified())
                        .map(ModuleDescriptor.Exports::source)
                        .collect(Collectors.toSet());
        assertThat(exported).contains("io.sluice.fd").doesNotContain("io.sluice.fd.internal");
        Stream<JavaMember> members = CORE.stream()
                .filter(each -> exported.contains(each.getPackageName()) && isVisible(each.getModifiers()))
                .flatMap(each -> each.getMembers().stream())
                .filter(each -> isVisible(each.getModifiers()));
        assertThat(members)
                .isNotEmpty()
                .allSatisfy(member -> assertThat(member.getAllInvolvedRawTypes())
                        .allMatch(type -> !type.getPackageName().startsWith("io.sluice")
                                || exported.contains(type.getPackageName())));
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        for (String name : packages().toList()) {
            JavaPackage found = CORE.getPackage(name);
            assertThat(found.getPackageInfo().isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void noNameHidesWhatTheThingIs() {
        List<String> empty = List.of("Impl", "Util", "Utils", "Helper", "Manager");
        assertThat(CORE.stream().map(JavaClass::getSimpleName))
                .noneMatch(name -> empty.stream().anyMatch(name::endsWith));
    }
}
