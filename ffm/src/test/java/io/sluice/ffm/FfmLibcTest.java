package io.sluice.ffm;

import io.sluice.libc.Libc;
import io.sluice.libc.LibcContract;

class FfmLibcTest extends LibcContract {
    private final Libc libc = new FfmLibcProvider().bind();

    @Override
    protected Libc libc() {
        return libc;
    }
}
