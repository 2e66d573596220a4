/*
 * numbered_sender QUEUE FILE: waits for the number to begin with, then sends numbers, without a pause, until it is killed. The
 * first eight bytes of the file say how far it meant to come, and the second how far the kernel has taken them.
 */
#include "seeded.h"
#include "killed.h"
#include "numbered.h"

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: numbered_sender QUEUE FILE\n");
        return 2;
    }
    struct channel channel = open_channel(argv[1], O_WRONLY);
    volatile int64_t *meant = map_file(argv[2]);
    volatile int64_t *taken = meant + 1;
    int64_t number = await_go();
    *taken = number;
    for (;; number++) {
        *meant = number + 1;
        send_number(channel, number);
        *taken = number + 1;
    }
}
