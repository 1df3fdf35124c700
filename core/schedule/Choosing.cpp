// SPDX-License-Identifier: MIT
#include "core/schedule/Choosing.h"

namespace heddle {

std::string_view nameOf(ChooserKind kind) {
    switch (kind) {
    case ChooserKind::none:
        return "none";
    case ChooserKind::roundRobin:
        return "round-robin";
    case ChooserKind::random:
        return "random";
    }
    return "unknown";
}

std::optional<ChooserKind> chooserNamed(std::string_view name) {
    for (const ChooserKind kind : {ChooserKind::none, ChooserKind::roundRobin, ChooserKind::random})
        if (nameOf(kind) == name)
            return kind;
    return std::nullopt;
}

}  // namespace heddle
