package io.sluice.testing;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All descriptors that this process may have, for a JVM under a small limit. Closing gives them back. */
public final class UsedUpDescriptors implements AutoCloseable {
    private static final int REFUSALS = 100;

    private final List<FileInputStream> files = new ArrayList<>();

    /** Takes all that are left. */
    public UsedUpDescriptors() {
        useUp();
    }

    /** Takes what has become free, again and again, since threads of the JVM itself open and close files now and then. */
    public void useUp() {
        for (int refusals = 0; refusals < REFUSALS; ) {
            try {
                files.add(new FileInputStream("/dev/null"));
            } catch (IOException tooMany) {
                refusals++;
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (FileInputStream file : files) {
            file.close();
        }
    }
}
