package io.sluice.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.MarkdownFile;
import io.sluice.testing.MarkdownFile.CodeBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** README.md and the pages of docs: their code is compiled code, their names are there, their links arrive. */
class DocsTest {
    private static final Path TOP = Path.of("..");

    /** Of each a test somewhere knows what is right: here, in {@link CBlocksTest}, {@link ConfigurationBlocksTest}, and in cli. */
    private static final Set<String> LANGUAGES =
            Set.of("java", "kotlin", "c", "xml", "sh", "console", "ini", "yaml", "synopsis");

    /** Their tests compile the files of these pages as they stand there: {@link GettingStartedTest}, {@link ModulePathTest}. */
    private static final Pattern PAGES_OF_FILES = Pattern.compile("docs/(?:getting-started|module-path)\\.md:\\d+");

    private static final Pattern SYSCTL = Pattern.compile("\\b(?:fs\\.mqueue|kernel)\\.[a-z_]+");
    private static final Pattern EXPLAINED_ERRNO = Pattern.compile("(?:case |Errno\\.)(E[A-Z]+(?:, E[A-Z]+)*)");
    private static final Pattern PICTURE = Pattern.compile("!\\[([^]]*)]");

    @Test
    void eachBlockOfCodeNamesALanguageThatIsChecked() {
        assertThat(MarkdownFile.all()).allSatisfy(page -> {
            assertThat(page.codeBlocks())
                    .allSatisfy(block -> assertThat(LANGUAGES).as(block.where()).contains(block.language()));
            assertThat(page.indentedCode()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "kotlin"})
    void codeIsTakenFromACompiledFile(String language) {
        String compiled = compiledSources(language);
        assertThat(MarkdownFile.allCodeBlocks(language))
                .filteredOn(block -> !PAGES_OF_FILES.matcher(block.where()).matches())
                .filteredOn(block -> !compiled.contains("\n" + withoutIndentation(block.text()) + "\n"))
                .isEmpty();
    }

    @Test
    void thereIsJavaOnThePages() {
        assertThat(MarkdownFile.allCodeBlocks("java")).hasSizeGreaterThan(10);
    }

    @Test
    void linksAndAnchorsArrive() {
        List<MarkdownFile> pages = Stream.concat(
                        MarkdownFile.all().stream(),
                        Stream.of("CONTRIBUTING.md", "CHANGELOG.md").map(MarkdownFile::of))
                .toList();
        assertThat(pages).allSatisfy(page -> assertThat(page.brokenLinks()).isEmpty());
    }

    @Test
    void theReadmeLeadsToEachPage() {
        String readme = String.join("\n", MarkdownFile.of("README.md").prose());
        assertThat(MarkdownFile.all())
                .allSatisfy(page -> assertThat(readme + "(README.md)").contains("(" + page + ")"));
    }

    @Test
    void eachPictureSaysInWordsWhatItShows() {
        assertThat(MarkdownFile.all())
                .allSatisfy(page -> assertThat(PICTURE.matcher(String.join("\n", page.prose()))
                                .results()
                                .map(picture -> picture.group(1)))
                        .allSatisfy(text -> assertThat(text).hasSizeGreaterThan(40)));
    }

    @Test
    void eachSysctlIsOneOfTheKernels() {
        assertThat(MarkdownFile.all())
                .allSatisfy(page -> assertThat(sysctlsOf(page))
                        .allSatisfy(name -> assertThat(Path.of("/proc/sys", name.split("\\.", -1)))
                                .exists()));
        assertThat(sysctlsOf(MarkdownFile.of("docs/containers.md"))).contains("fs.mqueue.msg_max", "kernel.msgmnb");
    }

    private static List<String> sysctlsOf(MarkdownFile page) {
        String text = Stream.concat(
                        page.prose().stream(), page.codeBlocks().stream().map(CodeBlock::text))
                .collect(Collectors.joining("\n"))
                .replaceAll("(kernel\\.msg|fs\\.mqueue\\.)\\*", ""); // for all of them
        return SYSCTL.matcher(text).results().map(name -> name.group()).toList();
    }

    @Test
    void theLimitsPageExplainsEachErrnoThatTheLibraryExplains() throws IOException {
        String page = String.join("\n", MarkdownFile.of("docs/limits.md").prose());
        for (String source : List.of(
                "mqueue/MqErrors",
                "sysvipc/internal/IpcErrors",
                "sysvmsg/SysvErrors",
                "timerfd/TimerErrors",
                "pipe/PipeErrors")) {
            Matcher cases = EXPLAINED_ERRNO.matcher(
                    Files.readString(TOP.resolve("core/src/main/java/io/sluice/" + source + ".java")));
            assertThat(cases.results().flatMap(names -> Stream.of(names.group(1).split(", ", -1))))
                    .isNotEmpty()
                    .allSatisfy(errno -> assertThat(page).contains("`" + errno + "`"));
        }
    }

    /** Of the samples, and of the tests that are written as a user writes them. */
    private static String compiledSources(String language) {
        String extension = language.equals("java") ? ".java" : ".kt";
        return Stream.of(
                        "samples/src",
                        "samples/spring-boot/src",
                        "integrations/spring-boot/src/test",
                        "reactor/src/test/java/io/sluice/user",
                        "kotlin/src/test")
                .map(TOP::resolve)
                .filter(Files::exists)
                .flatMap(DocsTest::filesBelow)
                .filter(file -> file.toString().endsWith(extension))
                .map(file -> "\n" + withoutIndentation(read(file)) + "\n")
                .collect(Collectors.joining());
    }

    private static Stream<Path> filesBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutIndentation(String text) {
        return text.strip().lines().map(String::strip).collect(Collectors.joining("\n"));
    }
}
