package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mqueue.MqMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;

class ReadmeTest {
    private static final Path TOP = Path.of("..");
    private static final Path SNIPPETS = Path.of("src/test/java/io/sluice/samples/ReadmeSnippets.java");
    private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    void itsJavaIsCompiled() throws IOException {
        String compiled = withoutIndentation(Files.readString(SNIPPETS));
        List<String> blocks = JAVA.matcher(readme())
                .results()
                .map(block -> withoutIndentation(block.group(1)))
                .toList();

        assertThat(blocks).hasSize(4).allSatisfy(block -> assertThat(compiled).contains(block));
    }

    @Test
    void itsPipelineAnswers() {
        PosixMessageQueue orders = queues.create(10, 64);
        PosixMessageQueue answers = queues.create(10, 64);
        Disposable answering = ReadmeSnippets.answerAll(orders, answers, ReadmeSnippets::answer)
                .subscribe();

        assertThat(orders.trySend(MqMessage.ofText("an order", 7))).isTrue();
        Bounds.await("answer").until(() -> answers.attributes().currentMessages() == 1);

        assertThat(answers.tryReceive()).isEqualTo(MqMessage.ofText("answer to an order", 7));
        answering.dispose();
    }

    @Test
    void itNamesTheVersionThatIsBuilt() throws IOException {
        Matcher built = VERSION.matcher(Files.readString(TOP.resolve("pom.xml")));
        assertThat(built.find()).isTrue();

        assertThat(VERSION.matcher(readme()).results().map(version -> version.group(1)))
                .isNotEmpty()
                .containsOnly(built.group(1));
    }

    @Test
    void theFilesItPointsToAreThere() throws IOException {
        assertThat(LINK.matcher(readme()).results().map((MatchResult link) -> TOP.resolve(link.group(1))))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file).exists());
    }

    private static String readme() throws IOException {
        return Files.readString(TOP.resolve("README.md"));
    }

    private static String withoutIndentation(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }
}
