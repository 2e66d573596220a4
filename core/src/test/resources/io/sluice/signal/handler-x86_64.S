/*
 * The signal handler whose bytes are in HandlerCode.java. A test assembles this file and compares the two:
 *
 *     gcc -c -DUC_SIGMASK=296 -DSI_CODE=8 -DPRIMER=0x93475031 -o handler.o handler-x86_64.S
 *     objcopy -O binary -j .text handler.o handler.bin
 *
 * void handler(int signal, siginfo_t *info, ucontext_t *context)
 *               edi         rsi              rdx
 *
 * It runs on any thread at any moment, so it calls no function, and touches no memory but its arguments and no register that
 * a function must preserve. It uses no stack. A system call destroys rax, rcx and r11, and sets no errno: that is the C
 * library's.
 */
#include <asm/unistd.h>

#define SI_TKILL -6

        .intel_syntax noprefix
        .text
        .globl  handler
handler:
        endbr64

        /* The thread blocks the signal from the handler's return on: the kernel sets its mask from the context. */
        lea     ecx, [rdi - 1]
        bts     qword ptr [rdx + UC_SIGMASK], rcx

        /* A primer has done its work. */
        mov     eax, dword ptr [rsi + SI_CODE]
        cmp     eax, PRIMER
        je      primed

        /*
         * The kernel lets only the first thread of a process queue a signal to the process with a code of 0 or more, or
         * SI_TKILL. Such a code is marked: bit 31 set and bit 30 clear, which the kernel's own codes never have. Whoever
         * reads the signal takes the mark off.
         */
        test    eax, eax
        jns     mark
        cmp     eax, SI_TKILL
        jne     queue
mark:
        or      eax, 0x80000000
        and     eax, 0xBFFFFFFF
        mov     dword ptr [rsi + SI_CODE], eax

        /* rt_sigqueueinfo(getpid(), signal, info) */
queue:
        mov     r8d, edi
        mov     r9, rsi
        mov     eax, __NR_getpid
        syscall
        mov     edi, eax
        mov     esi, r8d
        mov     rdx, r9
        mov     eax, __NR_rt_sigqueueinfo
        syscall
primed:
        ret

        .section .note.GNU-stack, "", @progbits
