/*
 * fifo_say PATH: does what the lines of its standard input say, and answers each with "ok": "open" opens the FIFO for writing,
 * which waits for a reader; "write TEXT" writes a text in one write, in which \n is a newline; "close" closes the FIFO.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void fail(const char *what) {
    printf("%s: %s\n", what, strerror(errno));
    exit(1);
}

static void write_text(int pipe, const char *text) {
    char bytes[65536];
    size_t length = 0;
    for (; *text != '\0'; text++) {
        if (text[0] == '\\' && text[1] == 'n') {
            bytes[length++] = '\n';
            text++;
        } else {
            bytes[length++] = *text;
        }
    }
    if (write(pipe, bytes, length) != (ssize_t) length) {
        fail("write");
    }
}

int main(int argc, char **argv) {
    static char line[65536];
    int pipe = -1;
    if (argc != 2) {
        fprintf(stderr, "usage: fifo_say PATH\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    signal(SIGPIPE, SIG_IGN);
    while (fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (strcmp(line, "open") == 0) {
            pipe = open(argv[1], O_WRONLY);
            if (pipe < 0) {
                fail("open");
            }
        } else if (strcmp(line, "close") == 0) {
            close(pipe);
        } else if (strncmp(line, "write ", 6) == 0) {
            write_text(pipe, line + 6);
        }
        printf("ok\n");
    }
    return 0;
}
