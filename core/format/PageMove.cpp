// SPDX-License-Identifier: MIT
#include "core/format/PageMove.h"

#include "core/format/JsonWriter.h"

#include <algorithm>

namespace heddle {
namespace {

using List = std::vector<std::int64_t>;

constexpr int adds = 0, replaces = 1;
constexpr std::size_t grace = 12;  // signs: a difference is likelier to be said again

std::string addition(std::size_t list, const List& before, const List& now) {
    JsonWriter json;
    json.beginArray();
    json.value(list);
    json.value(adds);
    std::size_t end = now.size();
    while (end > 0 && before[end - 1] == now[end - 1])
        --end;
    for (std::size_t at = 0; at < end; ++at)
        json.value(now[at] - before[at]);
    json.endArray();
    return json.take();
}

std::string replacement(std::size_t list, const List& before, const List& now) {
    const auto [gone, come] = std::mismatch(before.begin(), before.end(), now.begin(), now.end());
    const auto goneEnd = std::make_reverse_iterator(gone), comeEnd = std::make_reverse_iterator(come);
    const auto [lastGone, lastCome] = std::mismatch(before.rbegin(), goneEnd, now.rbegin(), comeEnd);
    JsonWriter json;
    json.beginArray();
    json.value(list);
    json.value(replaces);
    json.value(gone - before.begin());
    json.value(lastGone.base() - gone);
    for (auto each = come; each != lastCome.base(); ++each)
        json.value(*each);
    json.endArray();
    return json.take();
}

}  // namespace

std::string moveBetween(const PageCard& before, const PageCard& now) {
    JsonWriter json;
    json.beginArray();
    json.value(now.size());
    for (std::size_t list = 0; list < now.size(); ++list) {
        const List& was = list < before.size() ? before[list] : List{};
        if (list < before.size() && was == now[list])
            continue;
        const std::string replaced = replacement(list, was, now[list]);
        const std::string added = was.size() == now[list].size() ? addition(list, was, now[list]) : replaced;
        json.raw(added.size() <= replaced.size() + grace ? added : replaced);
    }
    json.endArray();
    return json.take();
}

}  // namespace heddle
