package io.sluice.ffm;

import io.sluice.libc.Libc;
import io.sluice.libc.LibcErrnoContract;

class FfmLibcErrnoTest extends LibcErrnoContract {
    private final Libc libc = new FfmLibcProvider().bind();

    @Override
    protected Libc libc() {
        return libc;
    }
}
