package io.sluice.reactor.inotify;

import io.sluice.inotify.FolderEvent;
import io.sluice.testing.reactive.QueuePublisherVerification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.reactivestreams.Publisher;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import reactor.core.publisher.Flux;

/** The rules of Reactive Streams for the events of a folder, in which a file comes and goes. */
public class FolderEventsVerificationTest extends QueuePublisherVerification<FolderEvent> {
    private Path folder;
    private Thread changes;
    private volatile boolean over;

    @BeforeClass
    public void changeAFolder() throws IOException {
        folder = Files.createTempDirectory("sluice-folder-");
        changes = new Thread(this::change, "changes");
        changes.start();
    }

    private void change() {
        try {
            while (!over) {
                Files.deleteIfExists(Files.createFile(folder.resolve("file")));
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterClass
    public void deleteTheFolder() throws IOException, InterruptedException {
        over = true;
        changes.join();
        Files.delete(folder);
    }

    @Override
    public Publisher<FolderEvent> createPublisher(long elements) {
        Flux<FolderEvent> events = FolderWatcher.create(folder).events();
        return events.take(elements);
    }

    @Override
    public Publisher<FolderEvent> createFailedPublisher() {
        return FolderWatcher.create(folder.resolve("none")).events();
    }
}
