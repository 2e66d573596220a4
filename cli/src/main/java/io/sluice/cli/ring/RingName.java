package io.sluice.cli.ring;

import io.sluice.cli.option.NameConverter;
import io.sluice.ring.Ring;
import io.sluice.ring.RingBuilder;
import picocli.CommandLine.Parameters;

/** The argument that names a ring. */
final class RingName {
    @Parameters(
            index = "0",
            paramLabel = "NAME",
            converter = Converter.class,
            description = "The ring's name. It begins with a slash, such as /prices.")
    private String value = "";

    RingBuilder builder() {
        return Ring.builder(value);
    }

    Ring open() {
        return builder().open();
    }

    @Override
    public String toString() {
        return value;
    }

    /** Reads a name that a ring can have. */
    static final class Converter extends NameConverter {
        Converter() {
            super(Ring::builder);
        }
    }
}
