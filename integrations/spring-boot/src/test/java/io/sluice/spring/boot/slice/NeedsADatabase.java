package io.sluice.spring.boot.slice;

import org.springframework.stereotype.Component;

/** A component that only the whole application can have. */
@Component
class NeedsADatabase {
    NeedsADatabase() {
        throw new IllegalStateException("there is no database");
    }
}
