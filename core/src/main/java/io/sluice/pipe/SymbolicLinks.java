package io.sluice.pipe;

/** What opening a FIFO does if its path is a symbolic link. Links in the folders on the way are always followed. */
public enum SymbolicLinks {
    /** It fails with {@code ELOOP}: whoever can write to the folder cannot lead this process to another file. */
    REFUSE,
    /** It opens the FIFO that the link leads to. */
    FOLLOW
}
