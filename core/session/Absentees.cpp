// SPDX-License-Identifier: MIT
#include "core/session/Absentees.h"

#include <algorithm>

namespace heddle {
namespace {

constexpr Span patience = Span::seconds(1);
constexpr Span longestPatience = Span::seconds(10);

}  // namespace

// One that was given up, if nobody else can be meant: or each newcomer would have the dead awaited again.
void Absentees::oneCame(std::uint32_t counted) {
    ++m_came;
    m_awaitedSince.reset();
    m_givenUp = std::min(m_givenUp, counted - m_came);
}

void Absentees::look(std::uint32_t counted, Instant now, const std::function<bool()>& mayStillCome) {
    // A process that could not make its segment has taken its count back.
    m_givenUp = std::min(m_givenUp, counted - m_came);
    if (isNobodyAwaited(counted)) {
        m_awaitedSince.reset();
        return;
    }
    if (!m_awaitedSince)
        m_awaitedSince = now;
    const Span awaited = now - *m_awaitedSince;
    if (awaited < patience || (awaited < longestPatience && mayStillCome()))
        return;
    m_givenUp = counted - m_came;
}

}  // namespace heddle
