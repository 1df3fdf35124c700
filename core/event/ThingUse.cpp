// SPDX-License-Identifier: MIT
#include "core/event/ThingUse.h"

namespace heddle {

bool saysNothingOfUse(Op op) {
    return op == Op::pipeClose || op == Op::queueClose || op == Op::bytesClose || op == Op::tcpClose ||
           op == Op::unixClose || op == Op::datagramClose || op == Op::signalClose ||
           op == Op::tcpSetOption || op == Op::datagramSetOption || op == Op::managerMake ||
           op == Op::managerStop;
}

// Towards the thing, away from it, or neither.
int givenBy(Op op) {
    if (op == Op::eventSet || op == Op::conditionNotify || op == Op::conditionNotifyAll ||
        op == Op::managedPut || sendsMessage(op))
        return 1;
    const bool takes = op == Op::eventWait || op == Op::conditionWait || op == Op::managedGet;
    return takes || receivesMessage(op) ? -1 : 0;
}

}  // namespace heddle
