// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/StateClause.h"

#include <QCoreApplication>

#include <utility>

namespace heddle {

namespace {

std::string tr(const char* words) {
    return QCoreApplication::translate("heddle::StateClause", words).toStdString();
}

}  // namespace

StateClause plain(std::string words) {
    return {{std::move(words)}};
}

StateClause said(const std::string& words, std::initializer_list<StateClause> others) {
    StateClause all;
    std::size_t from = 0;
    for (std::size_t at = words.find('%'); at != std::string::npos; at = words.find('%', at + 1)) {
        const auto number = static_cast<std::size_t>(at + 1 < words.size() ? words[at + 1] - '1' : -1);
        if (number >= others.size())
            continue;
        all.push_back({words.substr(from, at - from)});
        const StateClause& other = *(others.begin() + static_cast<std::ptrdiff_t>(number));
        all.insert(all.end(), other.begin(), other.end());
        from = at + 2;
    }
    all.push_back({words.substr(from)});
    std::erase_if(all, [](const StatePart& part) { return part.words.empty(); });
    return all;
}

StateClause listed(const Clauses& parts, std::size_t all) {
    StateClause words;
    const std::size_t more = all - parts.size();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0)
            words.push_back({i + 1 == parts.size() && more == 0 ? tr(" and ") : ", "});
        words.insert(words.end(), parts[i].begin(), parts[i].end());
    }
    return more == 0 ? words : said(tr("%1 and %2 more"), {words, plain(std::to_string(more))});
}

std::string textOf(const StateClause& clause) {
    std::string text;
    for (const StatePart& part : clause)
        text += part.words;
    return text;
}

}  // namespace heddle
