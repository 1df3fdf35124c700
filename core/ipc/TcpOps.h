// SPDX-License-Identifier: MIT
#pragma once

#include "core/ipc/StreamEnd.h"

namespace heddle {

inline constexpr StreamEnd::Ops tcpOps{Op::tcpSend, Op::tcpSendAll, Op::tcpRecv, Op::tcpClose,
                                       Op::tcpShutdown};

}  // namespace heddle
