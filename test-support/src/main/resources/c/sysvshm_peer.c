/*
 * sysvshm_peer KEY: uses a System V shared memory segment as each line of standard input says, and answers each with one
 * line:
 *
 *     create SIZE           shmget(IPC_CREAT | IPC_EXCL) under the key        "created"
 *     private SIZE          shmget(IPC_PRIVATE)                               the identifier
 *     open                  shmget                                            "opened"
 *     use ID                takes the segment of this identifier              "used"
 *     attach                shmat                                             "attached"
 *     attach-read-only      shmat(SHM_RDONLY)                                 "attached"
 *     write OFFSET TEXT     writes the text                                   "written"
 *     read OFFSET LENGTH    reads a text                                      the text
 *     child OFFSET TEXT     a child that inherits the memory writes           "written"
 *     add OFFSET N          adds 1 to a word of 32 bits, N times, atomically  "added"
 *     detach                shmdt                                             "detached"
 *     remove                IPC_RMID                                          "removed"
 *
 * A call that fails is answered by its error.
 */
#define _GNU_SOURCE
#include "seeded.h"
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

static void answer(int failed, const char *done) {
    printf("%s\n", failed ? strerror(errno) : done);
}

static void attach(int id, int flags, char **memory) {
    char *attached = shmat(id, NULL, flags);
    int failed = attached == (char *) -1;
    if (!failed) {
        *memory = attached;
    }
    answer(failed, "attached");
}

static int write_in_a_child(char *to, const char *text) {
    pid_t child = fork();
    if (child == 0) {
        memcpy(to, text, strlen(text));
        _exit(0);
    }
    int status;
    return child < 0 || waitpid(child, &status, 0) != child || status != 0;
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: sysvshm_peer KEY\n");
        return 2;
    }
    write_lines_at_once();
    key_t key = atoi(argv[1]);
    int id = -1;
    char *memory = NULL;
    char line[256];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        char command[32], text[200] = "";
        long number = 0;
        sscanf(line, "%31s %ld %199[^\n]", command, &number, text);
        if (strcmp(command, "create") == 0) {
            id = shmget(key, number, IPC_CREAT | IPC_EXCL | 0600);
            answer(id < 0, "created");
        } else if (strcmp(command, "private") == 0) {
            id = shmget(IPC_PRIVATE, number, 0600);
            printf("%d\n", id);
        } else if (strcmp(command, "open") == 0) {
            id = shmget(key, 0, 0);
            answer(id < 0, "opened");
        } else if (strcmp(command, "use") == 0) {
            id = number;
            answer(0, "used");
        } else if (strcmp(command, "attach") == 0) {
            attach(id, 0, &memory);
        } else if (strcmp(command, "attach-read-only") == 0) {
            attach(id, SHM_RDONLY, &memory);
        } else if (strcmp(command, "write") == 0) {
            memcpy(memory + number, text, strlen(text));
            answer(0, "written");
        } else if (strcmp(command, "read") == 0) {
            printf("%.*s\n", atoi(text), memory + number);
        } else if (strcmp(command, "child") == 0) {
            answer(write_in_a_child(memory + number, text), "written");
        } else if (strcmp(command, "add") == 0) {
            for (int i = 0; i < atoi(text); i++) {
                __atomic_fetch_add((int32_t *) (memory + number), 1, __ATOMIC_SEQ_CST);
            }
            answer(0, "added");
        } else if (strcmp(command, "detach") == 0) {
            answer(shmdt(memory), "detached");
        } else if (strcmp(command, "remove") == 0) {
            answer(shmctl(id, IPC_RMID, NULL), "removed");
        }
    }
    return 0;
}
