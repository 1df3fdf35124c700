// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/models/TraceModel.h"

#include <cstddef>

namespace heddle {

// A message, or a request or reply of a manager, among those that the model knows. Thread: any.
struct MessageNumber {
    std::size_t number = 0;
    bool isRequest = false;

    const MessageFacts& among(const TraceModel& model) const {
        return isRequest ? model.requests() : model.messages();
    }
    Message in(const TraceModel& model) const { return among(model).all()[number]; }
    friend bool operator==(const MessageNumber&, const MessageNumber&) = default;
};

}  // namespace heddle
