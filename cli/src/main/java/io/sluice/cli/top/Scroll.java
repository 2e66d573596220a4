package io.sluice.cli.top;

/** Which object is the first one on the screen. The list may get shorter, and the screen higher, at any time. */
final class Scroll {
    private int first;

    void by(int rows) {
        first += rows;
    }

    void toTop() {
        first = 0;
    }

    /** The first one of so many objects. The screen is full, if there are enough of them. */
    int first(int objects, int room) {
        first = Math.max(0, Math.min(first, objects - Math.max(1, room)));
        return first;
    }
}
