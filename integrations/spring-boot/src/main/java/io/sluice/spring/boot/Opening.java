package io.sluice.spring.boot;

/** What happens at the start of the application where an object is there, and where it is not. */
enum Opening {
    /** It has to be there. */
    EXISTING,
    /** It is created where it is not there. */
    OPEN_OR_CREATE,
    /** It must not be there, and is created. */
    CREATE
}
