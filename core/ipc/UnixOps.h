// SPDX-License-Identifier: MIT
#pragma once

#include "core/ipc/StreamEnd.h"

namespace heddle {

inline constexpr StreamEnd::Ops unixOps{Op::unixSend, Op::unixSendAll, Op::unixRecv, Op::unixClose,
                                        Op::unixShutdown};

}  // namespace heddle
