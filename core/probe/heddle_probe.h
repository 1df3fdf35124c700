/* SPDX-License-Identifier: MIT
 *
 * Heddle's probe for other languages: a plain C interface to what core/sync and core/ipc are built on. A
 * runtime that wraps its own queues, locks and sockets with it is recorded and, in held modes, scheduled like
 * any other program.
 *
 * One operation, from its call to its return, by one thread:
 *
 *     heddle_call call;
 *     heddle_begin(&call, "queue.get", jobs, __FILE__, __LINE__, -1);   held: returns when this thread may go
 * on while (!try_to_get(&item)) heddle_wait(&call, 0);                   tells that it waits; held: returns
 * when it may try again; free: returns at once, and the caller blocks as it always does
 *     heddle_receives(&call, item.message);
 *     heddle_return(&call, "ok", item.number, text, text_length);
 *
 * Unwatched, every function does nothing and costs next to nothing. No function fails, throws, or ends the
 * program. Calls of one thread nest. Thread: any; a heddle_call belongs to the thread that began it. */
#ifndef HEDDLE_PROBE_H
#define HEDDLE_PROBE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

int heddle_is_watched(void); /* 1: what this process does is recorded */
int heddle_is_held(void);    /* 1: a gate says who goes next; try without blocking, and use heddle_wait */

/* -- objects: what operations are done to */
typedef struct heddle_object heddle_object;
/* `kind`: "queue", "mutex", "condition", "shared" …, or any other word. `capacity`: of a queue, 0: unbounded;
 * of a variable its first value, 0: it is not told.
 * `name` may be NULL. NULL when memory ran out; every function takes NULL for "no object". */
heddle_object* heddle_object_make(const char* kind, const char* name, int64_t capacity);
void heddle_object_free(heddle_object*);

/* -- operations */
typedef struct heddle_call {
    uint64_t opaque[32];
} heddle_call;

/* `op`: a name as "queue.put"; one that Heddle does not know is told as a custom operation of that name
 * (with `text` of heddle_return behind it: "name: text").
 * `file` must live as long as the process (a literal, an interned string). `timeout_ns`: how long it is ready
 * to wait; -1: for ever. */
void heddle_begin(heddle_call*, const char* op, heddle_object*, const char* file, uint32_t line,
                  int64_t timeout_ns);
void heddle_takes_effect(heddle_call*); /* where it takes effect, under the object's own lock if it has one */
/* To be called without that lock. 1: its timeout has come (held modes); else 0. Held, it returns when another
 * thread has done something to the same object, by an operation of its own; at every turn when there is no
 * object. */
int heddle_wait(heddle_call*, int64_t progress);
uint64_t heddle_sends(heddle_call*); /* a new message, to travel with what is sent; 0 when unwatched */
void heddle_receives(heddle_call*, uint64_t message);
/* `outcome`: "ok", "empty", "full", "timeout", "closed", "eof", "refused", "broken", "killed", "invalid",
 * "error". All but ok are failures. `text` may be NULL. */
void heddle_return(heddle_call*, const char* outcome, int64_t value, const char* text, size_t text_length);

/* -- threads that are to have a name and a parent; others are "thread-N" */
typedef struct heddle_newcomer heddle_newcomer;
heddle_newcomer*
heddle_announce(const char* name); /* by the starter, before the thread exists; NULL when unwatched */
void heddle_thread_begins(heddle_newcomer*); /* by the new thread, first of all */
/* By the starter, after the thread was created (is_started 1) or could not be (0): returns when the newcomer
 * is attached, in held modes when it stands at its first gate, and frees the announcement. */
void heddle_await(heddle_newcomer*, int is_started);

#ifdef __cplusplus
}
#endif
#endif
