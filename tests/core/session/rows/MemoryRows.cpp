// SPDX-License-Identifier: MIT
// Of memory, locks and signals between processes.
#include "tests/core/session/Rows.h"

namespace heddle::test {
namespace {

constexpr Row rows[] = {
    {"sharedBetweenProcesses", "main mutex.acquire main/m done ok", atLeastOnce},
    {"sharedBetweenProcesses", "main mutex.acquire main/m failed refused", atLeastOnce},
    {"sharedBetweenProcesses", "main mutex.acquire main/m failed timeout", atLeastOnce},
    {"sharedBetweenProcesses", "main/child mutex.acquire main/m waits", atLeastOnce},
    {"sharedBetweenProcesses", "main/child mutex.release main/m failed invalid", atLeastOnce},
    {"sharedBetweenProcesses", "main/child shared.store main/v done ok 5", atLeastOnce},
    {"sharedBetweenProcesses", "main/child array.store main/a done ok 2", atLeastOnce},
    {"sharedBetweenProcesses", "main/child memory.write main/mem done ok 4", atLeastOnce},
    {"sharedBetweenProcesses", "main mutex.release main/m done ok", atLeastOnce},
    {"sharedBetweenProcesses", "main mutex.release main/m failed invalid", atLeastOnce},
    {"sharedBetweenProcesses", "main shared.load main/v done ok 5", atLeastOnce},
    {"sharedBetweenProcesses", "main shared.compare_exchange main/v failed refused 5", atLeastOnce},
    {"sharedBetweenProcesses", "main shared.compare_exchange main/v done ok 6", atLeastOnce},
    {"sharedBetweenProcesses", "main shared.fetch_add main/v done ok 8", atLeastOnce},
    {"sharedBetweenProcesses", "main array.load main/a done ok 2", atLeastOnce},
    {"sharedBetweenProcesses", "main array.load main/a failed invalid 9", atLeastOnce},
    {"sharedBetweenProcesses", "main array.store main/a failed invalid 9", atLeastOnce},
    {"sharedBetweenProcesses", "main memory.read main/mem done ok 4", atLeastOnce},
    {"sharedBetweenProcesses", "main memory.read main/mem failed invalid 14", atLeastOnce},
    {"sharedBetweenProcesses", "main memory.write main/mem failed invalid 14", atLeastOnce},
    {"holderEnds", "main mutex.acquire main/robust done broken", atLeastOnce},
    {"holderEnds", "main mutex.acquire main/robust done ok", atLeastOnce},
    {"holderEnds", "main mutex.acquire main/plain failed refused", atLeastOnce},
    {"holderIsKilled", "main/waiter mutex.acquire main/robust done broken", atLeastOnce},
    {"signals", "main signal.send main/child done ok 10", atLeastOnce},
    {"signals", "main signal.send main/child failed invalid 99", atLeastOnce},
    {"signals", "main/child signal.take main/child/usr1 done ok 10", atLeastOnce},
    {"signals", "main/child signal.take main/child/usr1 failed empty 10", atLeastOnce},
    {"signals", "main/child signal.take main/child/usr1 failed timeout 10", atLeastOnce},
    {"signals", "main/child signal.take main/child/usr1 failed closed 10", atLeastOnce},
    {"signals", "main/child signal.close main/child/usr1 done ok", atLeastOnce},
};

}  // namespace

RowTable memoryRows() {
    return {"TestOperations", rows, false};
}

}  // namespace heddle::test
