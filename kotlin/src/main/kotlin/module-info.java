/** Linux inter-process communication as flows and suspending functions. */
module io.sluice.kotlin {
    requires transitive io.sluice.reactor;
    requires transitive kotlin.stdlib;
    requires transitive kotlinx.coroutines.core;
    requires kotlinx.coroutines.reactor;

    exports io.sluice.kotlin;
}
