package io.sluice.fd.internal;

import java.lang.ref.PhantomReference;

/** Follows an object until it is garbage. It must have no strong reference to the object, which would never become garbage. */
public abstract class DroppedReference extends PhantomReference<Object> {
    /**
     * Follows an object from {@link #watch()} on.
     *
     * @param followed the object
     */
    protected DroppedReference(Object followed) {
        super(followed, DroppedHandles.QUEUE);
    }

    /** Begins to follow the object. */
    public final void watch() {
        DroppedHandles.watch(this);
    }

    /** Ends that: the object may become garbage without a call of {@link #dropped()}. */
    public final void forget() {
        DroppedHandles.forget(this);
    }

    /** The object is garbage. Called once, on the thread of {@link DroppedHandles}. */
    protected abstract void dropped();
}
