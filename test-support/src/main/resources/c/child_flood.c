/*
 * child_flood CHUNK: writes chunks of that many bytes to standard output without end, and behind each their number so far as a
 * line to standard error. Ends with 32 where nobody reads any more.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: child_flood CHUNK\n");
        return 2;
    }
    size_t size = strtoul(argv[1], NULL, 10);
    char *chunk = malloc(size);
    memset(chunk, 'x', size);
    signal(SIGPIPE, SIG_IGN);
    for (long count = 1;; count++) {
        if (write(STDOUT_FILENO, chunk, size) != (ssize_t) size) {
            return errno == EPIPE ? 32 : 1;
        }
        fprintf(stderr, "%ld\n", count);
    }
}
