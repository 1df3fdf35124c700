// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/Plural.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace heddle {

QString plural(const char* context, const char* one, const char* many, std::size_t count) {
    constexpr std::size_t most = std::numeric_limits<int>::max();
    return count == 1
               ? QCoreApplication::translate(context, one)
               : QCoreApplication::translate(context, many, nullptr, static_cast<int>(std::min(count, most)));
}

}  // namespace heddle
