package io.sluice.samples;

import io.sluice.mapping.MappedMemory;
import io.sluice.sharedmemory.MappedFile;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** Shows a file through a mapping. The file is memory then, and no call reads it: the kernel brings each page at the first look. */
public final class ShowFile {
    private static final int CHUNK = 1 << 20;

    private ShowFile() {}

    /**
     * Shows one file.
     *
     * @param args the file
     * @throws IOException if the standard output fails
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.out.println("argument: the FILE to show, such as /etc/services");
            return;
        }
        try (MappedFile file = MappedFile.builder(Path.of(args[0])).readOnly().open()) {
            show(file.memory());
        }
    }

    private static void show(MappedMemory memory) throws IOException {
        WritableByteChannel output = Channels.newChannel(System.out);
        for (long offset = 0; offset < memory.size(); offset += CHUNK) {
            output.write(memory.bytes(offset, (int) Math.min(CHUNK, memory.size() - offset)));
        }
        System.out.flush();
    }
}
