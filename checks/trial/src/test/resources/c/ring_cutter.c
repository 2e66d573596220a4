/* ring_cutter: for each line "NAME MICROS SIZE" waits for so long, truncates the file of the ring to so many bytes, and says "cut". */
#include "seeded.h"
#include <time.h>
#include <unistd.h>

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t) time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

int main(void) {
    char name[256];
    char path[300];
    long micros;
    long size;
    write_lines_at_once();
    while (scanf("%255s %ld %ld", name, &micros, &size) == 3) {
        snprintf(path, sizeof path, "/dev/shm%s", name);
        for (int64_t end = now() + micros; now() < end;) {
        }
        if (truncate(path, size) != 0) {
            fail(path);
        }
        printf("cut\n");
    }
    return 0;
}
