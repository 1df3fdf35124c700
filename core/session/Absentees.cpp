// SPDX-License-Identifier: MIT
#include "core/session/Absentees.h"

#include <algorithm>

namespace heddle {
namespace {

constexpr Span patience = Span::seconds(1);
constexpr Span longestPatience = Span::seconds(10);

}  // namespace

void Absentees::oneCame() {
    ++m_came;
    m_awaitedSince.reset();
    if (m_givenUp > 0)
        --m_givenUp;
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
