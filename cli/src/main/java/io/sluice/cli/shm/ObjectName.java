package io.sluice.cli.shm;

import io.sluice.cli.option.NameConverter;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.sharedmemory.SharedMemoryBuilder;
import picocli.CommandLine.Parameters;

/** The argument that names an object of shared memory. */
final class ObjectName {
    @Parameters(
            index = "0",
            paramLabel = "NAME",
            converter = Converter.class,
            description = "The object's name. It begins with a slash, such as /prices.")
    private String value = "";

    SharedMemoryBuilder builder() {
        return SharedMemory.builder(value);
    }

    @Override
    public String toString() {
        return value;
    }

    /** Reads a name that the C library accepts. */
    static final class Converter extends NameConverter {
        Converter() {
            super(SharedMemory::builder);
        }
    }
}
