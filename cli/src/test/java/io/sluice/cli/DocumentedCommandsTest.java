package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.cli.command.CommandGroup;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import io.sluice.mqueue.PosixMqLimits;
import io.sluice.testing.MarkdownFile;
import io.sluice.testing.MarkdownFile.CodeBlock;
import io.sluice.testing.TestQueues;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import picocli.CommandLine;

/** The command is as README.md and the pages of docs show it. */
class DocumentedCommandsTest {
    /** What QUEUE, SET and SEGMENT stand for in the synopses of {@code sysv}, {@code sysvsem} and {@code sysvshm}. */
    private static final Set<String> OBJECT_OPTIONS = Set.of("--key", "--path", "--project", "--id");

    /** In a session that shows a misspelt command. */
    private static final String MISSPELT = "is not a command";

    private static final Pattern SYNOPSIS = Pattern.compile("sluice ((?:[a-z][a-z-]* ?)+)(.*)");
    private static final Pattern OPTION = Pattern.compile("--[a-z0-9-]+");
    private static final Pattern OWNER = Pattern.compile("([ug]id: )\\d+");

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final CommandLine sluice = commandLine(output);

    private static CommandLine commandLine(ByteArrayOutputStream output) {
        PrintWriter err = new PrintWriter(output, true, StandardCharsets.UTF_8);
        return Sluice.commandLine(new StandardOutput(output), new Termination(err))
                .setOut(err)
                .setErr(err);
    }

    @Test
    void eachCommandIsOneThatIsAccepted() {
        List<String> lines = Stream.of("sh", "console")
                .flatMap(language -> MarkdownFile.allCodeBlocks(language).stream())
                .filter(block -> !block.text().contains(MISSPELT))
                .flatMap(block -> block.commands().stream())
                .toList();

        assertThat(lines.stream().flatMap(line -> ShellWords.sluiceCalls(line).stream()))
                .hasSizeGreaterThan(20)
                .allSatisfy(call -> assertThatCode(() -> sluice.parseArgs(call.toArray(String[]::new)))
                        .as("sluice %s", call)
                        .doesNotThrowAnyException());
    }

    @Test
    void theSynopsisHasEachCommandAndEachOption() {
        CodeBlock synopsis = MarkdownFile.of("docs/cli.md").codeBlocks().stream()
                .filter(block -> block.language().equals("synopsis"))
                .findFirst()
                .orElseThrow();
        Map<String, Set<String>> documented = new TreeMap<>();
        synopsis.text().lines().map(SYNOPSIS::matcher).filter(Matcher::matches).forEach(line -> {
            Set<String> options = OPTION.matcher(line.group(2))
                    .results()
                    .map(option -> option.group())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (Stream.of("QUEUE", "SET", "SEGMENT").anyMatch(line.group(2)::startsWith)) {
                options.addAll(OBJECT_OPTIONS);
            }
            documented.put(line.group(1).strip(), options);
        });

        Map<String, Set<String>> real = new TreeMap<>();
        addCommands("", sluice, real);
        for (String create : List.of("sysv create", "sysvsem create", "sysvshm create")) {
            real.computeIfPresent(create, (command, options) -> {
                options.add("--id"); // which the page says it does not have
                return options;
            });
        }
        assertThat(documented).isEqualTo(real);
    }

    private static void addCommands(String path, CommandLine command, Map<String, Set<String>> found) {
        command.getSubcommands().forEach((name, sub) -> {
            String subPath = (path + " " + name).strip();
            if (!(sub.getCommand() instanceof CommandGroup)) {
                found.put(
                        subPath,
                        sub.getCommandSpec().options().stream()
                                .filter(option -> !option.usageHelp())
                                .map(option -> option.longestName())
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
            addCommands(subPath, sub, found);
        });
    }

    @Test
    void theSessionsOfTheManualGoAsShown() {
        String name = queues.name();
        Pattern run = Pattern.compile("(?m)^\\$ sluice mq (create|send|receive|info) ");
        List<CodeBlock> sessions = MarkdownFile.of("docs/cli.md").codeBlocks().stream()
                .filter(block -> block.language().equals("console"))
                .filter(block -> run.matcher(block.text()).find())
                .toList();

        assertThat(sessions).hasSize(3).allSatisfy(session -> assertGoesAsShown(session, name));
    }

    @Test
    void theErrorForAMisspeltCommandIsTheRealOne() {
        assertThat(MarkdownFile.of("docs/cli.md").codeBlocks().stream()
                        .filter(block -> block.text().contains(MISSPELT)))
                .singleElement()
                .satisfies(session -> assertGoesAsShown(session, "/orders"));
    }

    @Test
    void theRefusalInTheReadmeIsTheRealOne() {
        assumeTrue(PosixMqLimits.read().maxMessages().orElse(0) == 10, "the limit msg_max is not the usual one here");
        assumeTrue(
                sluice.execute("mq", "create", queues.name(), "--max-messages", "11") != 0,
                "this user may pass msg_max");
        CodeBlock refusal = MarkdownFile.allCodeBlocks("console").stream()
                .filter(block -> block.text().contains("EINVAL"))
                .findFirst()
                .orElseThrow();
        assertGoesAsShown(refusal, queues.name());
    }

    /** Each command, run in this JVM on a queue of this test, prints what stands below it. */
    private void assertGoesAsShown(CodeBlock session, String name) {
        output.reset();
        StringBuilder shown = new StringBuilder();
        for (String line : session.text().lines().toList()) {
            if (line.startsWith("$ ")) {
                ShellWords.sluiceCalls(line.substring(2).replace("/orders", name))
                        .forEach(call -> sluice.execute(call.toArray(String[]::new)));
            } else {
                shown.append(line.replace("/orders", name)).append('\n');
            }
        }
        assertThat(withoutOwner(output.toString(StandardCharsets.UTF_8)))
                .as(session.where())
                .isEqualTo(withoutOwner(shown.toString()));
    }

    private static String withoutOwner(String text) {
        return OWNER.matcher(text).replaceAll("$1someone");
    }
}
