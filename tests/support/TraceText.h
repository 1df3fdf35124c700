// SPDX-License-Identifier: MIT
// Traces and worlds written as text: worldFrom("first acquires A; second acquires B; first wants B").
//
// Clauses are parted by ";" or by line ends; "#" begins a comment. A clause says that a worker did something,
// and becomes one event (two around a condition's wait, which gives its mutex back and takes it again):
//
//   W starts T          thread.start          W acquires M          mutex.acquire
//   W forks P           process.start         W releases M          mutex.release
//   W begins            thread|process.begin  W waits on C [with M] condition.wait begins to wait
//   W ends [with N]     thread|process.end    W wakes from C        condition.wait is done
//   W dies              … by a signal (137)   W notifies C          condition.notify
//   W joins X           thread|process|queue  W notifies all C      condition.notify_all
//   W terminates P      process.terminate     W loads X [as N]      shared.load
//   W kills P           process.kill          W stores N in X       shared.store
//   W puts V in Q       queue.put             W sleeps              sleep
//   W gets [V] from Q   queue.get             W prints WORDS        print
//   W ticks Q           queue.task_done       W sends V on E        pipe.send, or: W sends N bytes on E
//   W closes Q|E        queue|pipe.close      W receives [V] from E pipe.recv (a waits one: N bytes from E)
//   W stalls            ring.wait             W polls E             pipe.poll
//   W diverges on X     divergence            W does NAME [on X]    custom
//
// Every other operation is told by its own name: "W semaphore.acquire S", "W barrier.wait B", "W future.set V
// in F". "giving N" at the end makes N the event's value.
//
// That is the phase `done`. The others: "W would VERB …" called, "W waits to VERB …" waits, "W fails to VERB
// …: OUTCOME" failed; "W wants M" is short for "W waits to acquire M". The value V is a number or a word;
// `sentinel` is the one that says no more. Without V a get or receive takes the first. At the end of a clause
// "for a while" makes its wait one that may time out, and "@12" behind all is its source line.
//
//   queue Q holds N     declares a bounded queue; others are unbounded and need no declaration
//   semaphore S holds N … or any other kind that is no thread, process or pipe: its capacity
//   pipe A to B [of W]  declares the two ends of a pipe that W (else main) makes
//   process P           declares that the worker P is a process, for when no clause forks it
//   stranger T          declares that the worker T is a thread that Heddle did not start
//   5ms pass            moves the clock (ns, us, ms, s); an event takes 1 us
//
// Names are made when first met. "main" is the first process; who is started by W has the path of W before
// its own name, all else that of main. Throws std::invalid_argument with the clause that it does not
// understand.
#pragma once

#include "core/trace/Trace.h"
#include "tests/support/ToldWorld.h"

#include <memory>
#include <string_view>

namespace heddle {

std::shared_ptr<Trace> traceFrom(std::string_view text);

ToldWorld worldFrom(std::string_view text);  // the world at its end

}  // namespace heddle
