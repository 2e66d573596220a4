package io.sluice.cli.message;

import io.sluice.cli.command.CommandFailure;

/** Turns a text of the command line or a line of standard input into a message. */
interface Decoder {
    /** The bytes of the text are the message. */
    Decoder AS_IT_IS = new Decoder() {
        @Override
        public InputMessage decode(byte[] text) {
            return new InputMessage(text, null);
        }

        @Override
        public long longestText(long longest) {
            return longest;
        }
    };

    /**
     * The message of a text.
     *
     * @throws CommandFailure if the text is not of this form; the message says what is wrong
     */
    InputMessage decode(byte[] text);

    /** How long the text of a message may be, in bytes. Longer ones are not read to their end. */
    long longestText(long longest);
}
