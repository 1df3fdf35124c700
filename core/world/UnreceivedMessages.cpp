// SPDX-License-Identifier: MIT
#include "core/world/UnreceivedMessages.h"

#include <algorithm>

namespace heddle {
namespace {

bool isSocket(ObjectKind kind) {
    return kind == ObjectKind::socket || kind == ObjectKind::udpSocket || kind == ObjectKind::datagramSocket;
}

}  // namespace

void UnreceivedMessages::heard(const Told& told) {
    const Event& event = told.event;
    if (event.message.isNone() || !told.isDone())
        return;
    if (sendsMessage(event.op))
        sent(told);
    else if (receivesMessage(event.op))
        received(told);
}

void UnreceivedMessages::sent(const Told& told) {
    const Event& event = told.event;
    if (handsOverConnection(event.op))
        m_connecting[event.message] = event.object;
    else if (event.depth == Depth::program && event.op != Op::futureSet)
        m_underWay[event.message] = {event.object, Noted{told}};
}

void UnreceivedMessages::received(const Told& told) {
    if (const auto connecting = m_connecting.find(told.event.message); connecting != m_connecting.end()) {
        m_known.insert(connecting->second);
        m_connecting.erase(connecting);
        return;
    }
    m_known.insert(told.event.object);  // somebody of this run has sent it
    if (const auto sent = m_underWay.find(told.event.message); sent != m_underWay.end()) {
        m_known.insert(sent->second.object);
        m_underWay.erase(sent);
    }
}

void UnreceivedMessages::tell(ShownNames& names, std::int64_t atStep, std::vector<Verdict>& into) const {
    std::map<ObjectId, std::vector<Noted>> left;
    for (const auto& [message, sent] : m_underWay)
        left[sent.object].push_back(sent.noted);
    for (auto& [object, all] : left) {
        const ObjectInfo* info = names.names().object(object);
        if (info != nullptr && isSocket(info->kind) && !m_known.contains(object))
            continue;
        std::ranges::sort(all, {}, &Noted::index);
        Verdict verdict;
        verdict.kind = "unreceived-message";
        verdict.isTrouble = false;
        verdict.step = atStep;
        verdict.workers = {all.front().worker};
        verdict.objects = {object};
        for (const Noted& sent : all)
            verdict.events.push_back(sent.index);
        const std::string first =
            names.of(all.front().worker) + " (step " + std::to_string(all.front().step) + ")";
        verdict.sentence = all.size() == 1 ? "A message was never received: " + first + " sent it to " +
                                                 names.of(object) + "."
                                           : std::to_string(all.size()) + " messages to " + names.of(object) +
                                                 " were never received, the first from " + first + ".";
        into.push_back(std::move(verdict));
    }
}

}  // namespace heddle
