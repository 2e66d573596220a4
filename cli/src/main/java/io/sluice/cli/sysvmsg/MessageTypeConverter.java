package io.sluice.cli.sysvmsg;

import io.sluice.cli.option.WholeNumberConverter;

/** Reads a message's type. */
final class MessageTypeConverter extends WholeNumberConverter<Long> {
    MessageTypeConverter() {
        super(1, Long.MAX_VALUE, Long::valueOf);
    }
}
