// SPDX-License-Identifier: MIT
#include "core/schedule/Choosing.h"

#include <charconv>

namespace heddle {
namespace {

constexpr std::uint32_t mostOrders = 100;

}  // namespace

std::string_view nameOf(ChooserKind kind) {
    switch (kind) {
    case ChooserKind::none:
        return "none";
    case ChooserKind::roundRobin:
        return "round-robin";
    case ChooserKind::random:
        return "random";
    case ChooserKind::pct:
        return "pct";
    case ChooserKind::byHand:
        return "hand";
    }
    return "unknown";
}

std::optional<Choosing> choosingNamed(std::string_view words) {
    const std::string_view name = words.substr(0, words.find(':'));
    for (const ChooserKind kind : {ChooserKind::none, ChooserKind::roundRobin, ChooserKind::random,
                                   ChooserKind::pct, ChooserKind::byHand}) {
        if (nameOf(kind) != name)
            continue;
        Choosing choosing{.kind = kind};
        if (name.size() == words.size())
            return choosing;
        const std::string_view orders = words.substr(name.size() + 1);
        const auto [end, error] =
            std::from_chars(orders.data(), orders.data() + orders.size(), choosing.orders);
        const bool isNumber = error == std::errc{} && end == orders.data() + orders.size();
        const bool isAllowed =
            kind == ChooserKind::pct && choosing.orders >= 1 && choosing.orders <= mostOrders;
        return isNumber && isAllowed ? std::optional(choosing) : std::nullopt;
    }
    return std::nullopt;
}

std::string wordsFor(const Choosing& choosing) {
    const std::string name(nameOf(choosing.kind));
    const bool isUsual = choosing.orders == Choosing{}.orders;
    return choosing.kind == ChooserKind::pct && !isUsual ? name + ":" + std::to_string(choosing.orders)
                                                         : name;
}

}  // namespace heddle
