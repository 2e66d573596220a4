/** JSON as messages. An application has Jackson 3 or Jackson 2, or both. */
@SuppressWarnings("module") // 3 and 2 are no versions
module io.sluice.jackson {
    requires transitive io.sluice.core;
    requires static transitive com.fasterxml.jackson.core;
    requires static transitive com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;
    requires static transitive tools.jackson.core;
    requires static transitive tools.jackson.databind;

    exports io.sluice.jackson;
}
