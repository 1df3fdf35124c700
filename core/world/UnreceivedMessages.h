// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/RunFacts.h"
#include "core/trace/ShownNames.h"
#include "core/world/Told.h"

#include <map>
#include <set>
#include <unordered_map>
#include <vector>

namespace heddle {

// A note: what the program sent by an operation of its own and nobody had received when it was over. Not the
// result of a task, which nobody need ask for; not what went to a socket whose other side was never seen to
// be of this run; not what somebody was killed with in his hands. One for each object. Thread: one owner.
class UnreceivedMessages {
public:
    void heard(const Told& told);
    void tell(ShownNames& names, std::int64_t atStep, std::vector<Verdict>& into) const;

private:
    struct Sent {
        ObjectId object;
        Noted noted;
    };
    void sent(const Told& told);
    void received(const Told& told);

    std::unordered_map<MessageId, Sent> m_underWay;
    std::unordered_map<MessageId, ObjectId> m_connecting;  // by whom, until it is accepted
    std::set<ObjectId> m_known;                            // sockets whose other side is of this run
};

}  // namespace heddle
