/* fifo_take PATH COUNT: opens a FIFO, reads at most so many bytes by one call, and writes them to standard output. */
#include "records.h"

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: fifo_take PATH COUNT\n");
        return 2;
    }
    size_t most = strtoul(argv[2], NULL, 10);
    char *bytes = malloc(most);
    ssize_t count = read(open_pipe(argv[1], O_RDONLY), bytes, most);
    if (count < 0) {
        fail("read");
    }
    return write(STDOUT_FILENO, bytes, count) == count ? 0 : 1;
}
