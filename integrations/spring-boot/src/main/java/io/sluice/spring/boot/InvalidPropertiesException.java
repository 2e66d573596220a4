package io.sluice.spring.boot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Properties below {@code sluice} are wrong: a line for each. */
final class InvalidPropertiesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidPropertiesException(List<String> lines, @Nullable Throwable cause) {
        super(String.join("\n", lines), cause);
    }
}
