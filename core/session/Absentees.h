// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/Time.h"

#include <cstdint>
#include <functional>
#include <optional>

namespace heddle {

// Segments that were counted and have not come. A process counts one before it sends it, so that nobody is
// granted meanwhile; one that is killed in between must not block the run for ever. Thread: collector only.
class Absentees {
public:
    void oneCame(std::uint32_t counted);
    bool isNobodyAwaited(std::uint32_t counted) const {
        return static_cast<std::int32_t>(counted - m_came - m_givenUp) <= 0;
    }

    // Gives up what has been awaited for a second when nobody who could send it is seen to live, and for ten
    // seconds otherwise. It is taken all the same if it comes after all.
    void look(std::uint32_t counted, Instant now, const std::function<bool()>& mayStillCome);
    std::uint32_t givenUp() const { return m_givenUp; }

private:
    std::uint32_t m_came = 0, m_givenUp = 0;
    std::optional<Instant> m_awaitedSince;
};

}  // namespace heddle
