// SPDX-License-Identifier: MIT
// Which kinds of objects hold something that can be counted.
#pragma once

#include "core/event/ObjectKind.h"

namespace heddle {

constexpr bool hasItems(ObjectKind kind) {  // in the world's QueueState
    return kind == ObjectKind::queue || kind == ObjectKind::processQueue || kind == ObjectKind::lifoQueue ||
           kind == ObjectKind::priorityQueue || kind == ObjectKind::threadPool ||
           kind == ObjectKind::udpSocket || kind == ObjectKind::datagramSocket;
}

constexpr bool hasBytes(ObjectKind kind) {  // under way to it, in its peer's PipeEndState
    return kind == ObjectKind::pipeEnd || kind == ObjectKind::socket || kind == ObjectKind::byteEnd;
}

}  // namespace heddle
