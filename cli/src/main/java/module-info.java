/** The {@code sluice} command. */
module io.sluice.cli {
    requires io.sluice.reactor;
    requires info.picocli;

    opens io.sluice.cli to
            info.picocli;
}
