// SPDX-License-Identifier: MIT
#include "tests/core/format/ReadPage.h"

#include "core/format/HtmlFormat.h"

#include <sstream>

namespace heddle {
namespace {

// What a move of core/format/PageMove.h makes of a card.
Json moved(const Json& card, const Json& move) {
    Json now = Json::array();
    for (std::size_t list = 0; list < move[0].get<std::size_t>(); ++list)
        now.push_back(list < card.size() ? card[list] : Json::array());
    for (std::size_t change = 1; change < move.size(); ++change) {
        const Json& told = move[change];
        Json& list = now[told[0].get<std::size_t>()];
        if (told[1] == 0) {
            for (std::size_t at = 0; at + 2 < told.size(); ++at)
                list[at] = list[at].get<std::int64_t>() + told[at + 2].get<std::int64_t>();
            continue;
        }
        const auto from = list.begin() + told[2].get<std::ptrdiff_t>();
        list.erase(from, from + told[3].get<std::ptrdiff_t>());
        for (std::size_t at = 4; at < told.size(); ++at)
            list.insert(list.begin() + static_cast<std::ptrdiff_t>(told[2].get<std::size_t>() + at - 4),
                        told[at]);
    }
    return now;
}

}  // namespace

std::string pageOf(const ExportRequest& request) {
    std::ostringstream out;
    writeHtml(request, out);
    return out.str();
}

std::string packedIn(const std::string& page) {
    const std::string mark = "id=\"run\">";
    const std::size_t from = page.find(mark) + mark.size();
    return page.substr(from, page.find("</script>", from) - from);
}

std::vector<std::string> Page::wordsOf(const Json& numbers) const {
    std::vector<std::string> words;
    for (const Json& number : numbers)
        words.push_back(word(number));
    return words;
}

std::string Page::phrase(const Json& list, std::size_t from) const {
    std::string text = word(list[from]);
    for (std::size_t gap = text.find('\x1f'); gap != std::string::npos; gap = text.find('\x1f'))
        text.replace(gap, 1, std::to_string(list[++from].get<std::int64_t>()));
    return from + 1 == list.size() ? text : "a number is left over";
}

std::size_t Page::thing(const std::string& name) const {
    for (std::size_t place = 0; place < run["things"].size(); ++place)
        if (word(run["things"][place][0]) == name)
            return place;
    return SIZE_MAX;
}

Json Page::card(const std::string& name, std::int64_t step) const {
    Json card = Json::array();
    for (const Json& move : upTo("thingChanges", 3, thing(name), step))
        card = moved(card, run["moves"][move.get<std::size_t>()]);
    return card;
}

std::string Page::head(const std::string& name, std::int64_t step) const {
    return phrase(card(name, step)[0], 3);
}

std::vector<std::string> Page::inSlots(const std::string& name, std::int64_t step) const {
    Json row = card(name, step)[2];
    row.erase(row.begin(), row.begin() + 4);
    return wordsOf(row);
}

Json Page::look(std::size_t worker, std::int64_t step) const {
    const Json found = upTo("workerChanges", 4, worker, step);
    return found.empty() ? Json() : run["looks"][found.back().get<std::size_t>()];
}

Json Page::upTo(const char* list, std::size_t width, std::size_t place, std::int64_t step) const {
    const Json& all = run[list];
    Json found = Json::array();
    std::int64_t now = 0;
    for (std::size_t i = 0; i + width <= all.size(); i += width) {
        now += all[i].get<std::int64_t>();
        if (now <= step && all[i + 1] == place)
            found.push_back(all[i + 2]);
    }
    return found;
}

}  // namespace heddle
