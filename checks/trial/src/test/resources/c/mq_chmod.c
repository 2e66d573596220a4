/* mq_chmod NAME MODE: sets who may open the queue, in octal. */
#include "seeded.h"
#include <sys/stat.h>

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: mq_chmod NAME MODE\n");
        return 2;
    }
    if (fchmod(open_queue(argv[1], O_RDONLY), strtoul(argv[2], NULL, 8)) != 0) {
        fail("fchmod");
    }
    return 0;
}
