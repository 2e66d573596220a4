/*
 * note_answer NAME: reads the question in shared memory, and writes an answer behind it.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#define LIFETIME 60 /* seconds after which an orphan of this program ends */

struct note {
    char question[64];
    char answer[64];
};

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: note_answer NAME\n");
        return 2;
    }
    alarm(LIFETIME);
    int fd = shm_open(argv[1], O_RDWR, 0);
    if (fd < 0) {
        perror("shm_open");
        return 1;
    }
    struct note *note = mmap(NULL, sizeof *note, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (note == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    printf("C program: somebody asks %.64s\n", note->question);
    snprintf(note->answer, sizeof note->answer, "42 boxes");
    return 0;
}
