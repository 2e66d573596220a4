package io.sluice.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.MarkdownFile;
import io.sluice.testing.MarkdownFile.CodeBlock;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The documentation's commands name what there is, and its configuration is well formed and of this version. */
class ConfigurationBlocksTest {
    private static final Path TOP = Path.of("..");

    /** Programs that are not the project's. {@code sluice} itself is checked where it is built. */
    private static final Set<String> PROGRAMS = Set.of(
            "./sensor",
            "alias",
            "cat",
            "cc",
            "cd",
            "docker",
            "env",
            "java",
            "jlink",
            "mkdir",
            "mvn",
            "prlimit",
            "runtime/bin/java",
            "seq",
            "sluice",
            "sudo",
            "sysctl",
            "tail",
            "tar");

    private static final Set<String> GOALS = Set.of(
            "clean",
            "process-test-classes",
            "test",
            "package",
            "verify",
            "install",
            "dependency:copy-dependencies",
            "spotless:apply");
    private static final Pattern INI = Pattern.compile("#.*|\\[[A-Z]\\w+]|[\\w.-]+ ?= ?\\S.*|");
    private static final Pattern YAML = Pattern.compile("((?:  )*)(- )?[A-Za-z]+:(?: (\"[^\"]+\"|[\\w./-]+))?");
    private static final Pattern OUR_CLASS = Pattern.compile("io(?:\\.sluice)(?:\\.[a-z]\\w*)+\\.[A-Z]\\w*");

    private static List<String> commands() {
        return Stream.of("sh", "console")
                .flatMap(language -> MarkdownFile.allCodeBlocks(language).stream())
                .flatMap(block -> block.commands().stream())
                .toList();
    }

    @Test
    void eachCommandIsKnown() {
        assertThat(commands())
                .hasSizeGreaterThan(10)
                .allSatisfy(command -> assertThat(PROGRAMS).contains(command.split(" ", -1)[0]));
    }

    @Test
    void mavenIsGivenWhatTheBuildHas() throws IOException {
        String poms = poms();
        List<String> commands = commands().stream()
                .filter(command -> command.startsWith("mvn "))
                .toList();

        assertThat(commands).hasSizeGreaterThan(2);
        for (String command : commands) {
            String before = "";
            for (String word : command.split(" +", -1)) {
                if (before.equals("-pl")) {
                    assertThat(word.split(",", -1))
                            .allSatisfy(module -> assertThat(poms).contains("<module>" + module + "<"));
                } else if (word.startsWith("-P")) {
                    assertThat(poms).contains("<id>" + word.substring(2) + "</id>");
                } else if (word.startsWith("-Dsluice.")) {
                    assertThat(poms).contains("<" + word.substring(2, word.indexOf('=')) + ">");
                } else if (!word.startsWith("-") && !word.equals("mvn")) {
                    assertThat(GOALS).as(command).contains(word);
                }
                before = word;
            }
        }
    }

    /** The poms of the build: those of the modules are in the folders below the top, or one level deeper in checks. */
    private static String poms() throws IOException {
        StringBuilder poms = new StringBuilder();
        try (Stream<Path> files = Files.find(TOP, 3, (file, attributes) -> file.endsWith("pom.xml"))) {
            for (Path pom : files.toList()) {
                poms.append(Files.readString(pom));
            }
        }
        return poms.toString();
    }

    @Test
    void eachClassThatIsNamedIsThere() {
        assertThat(commands().stream()
                        .flatMap(command -> OUR_CLASS.matcher(command).results())
                        .map(MatchResult::group))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Class.forName(name)).isNotNull());
    }

    @Test
    void dependenciesAreThoseOfThisVersion() throws Exception {
        String version = textOf(parse(Files.readString(TOP.resolve("pom.xml"))).getDocumentElement(), "version");
        String bom = Files.readString(TOP.resolve("bom/pom.xml"));
        assertThat(MarkdownFile.allCodeBlocks("xml")).isNotEmpty();
        for (CodeBlock block : MarkdownFile.allCodeBlocks("xml")) {
            NodeList dependencies =
                    parse("<project>" + block.text() + "</project>").getElementsByTagName("dependency");
            assertThat(dependencies.getLength()).as(block.where()).isPositive();
            for (int i = 0; i < dependencies.getLength(); i++) {
                Element dependency = (Element) dependencies.item(i);
                assertThat(textOf(dependency, "groupId")).isEqualTo("io.sluice");
                assertThat(bom).contains("<artifactId>" + textOf(dependency, "artifactId") + "</artifactId>");
                if (dependency.getElementsByTagName("version").getLength() > 0) {
                    assertThat(textOf(dependency, "version")).isEqualTo(version);
                }
            }
        }
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static String textOf(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent();
    }

    @Test
    void settingsAreLinesOfNameAndValue() {
        assertThat(MarkdownFile.allCodeBlocks("ini"))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(block.text().lines()).allMatch(INI.asMatchPredicate()));
    }

    /** As much of YAML as there is on the pages: each line opens a level of two spaces, or stays, or goes back. */
    @Test
    void yamlIsWellFormed() {
        assertThat(MarkdownFile.allCodeBlocks("yaml")).isNotEmpty().allSatisfy(block -> {
            int deepest = 0;
            for (String line : block.text().lines().toList()) {
                Matcher parts = YAML.matcher(line);
                assertThat(parts.matches()).as(line).isTrue();
                int depth = parts.group(1).length();
                assertThat(depth).as(line).isLessThanOrEqualTo(deepest);
                int own = depth + (parts.group(2) == null ? 0 : 2);
                deepest = parts.group(3) == null ? own + 2 : own;
            }
        });
    }
}
