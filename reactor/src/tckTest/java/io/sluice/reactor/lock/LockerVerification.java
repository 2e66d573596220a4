package io.sluice.reactor.lock;

import io.sluice.testing.reactive.QueuePublisherVerification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.AfterMethod;

/** Makes the lockers of one test, each with a file of its own, and closes them behind it. */
abstract class LockerVerification<T> extends QueuePublisherVerification<T> {
    private final List<FileLocker> lockers = new ArrayList<>();

    final FileLocker locker() {
        try {
            Path path = Files.createTempFile("sluice-tck-", ".lock");
            FileLocker locker = FileLocker.create(path);
            lockers.add(locker);
            Files.delete(path);
            return locker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterMethod
    public void closeLockers() {
        lockers.forEach(FileLocker::close);
        lockers.clear();
    }
}
